package io.ticketbridge.door.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What columns of well-known exports are, by their headings: {@code headings.yaml}. */
final class Headings {

    /** @param rank the lower, the more surely it is the field */
    record Guess(String field, int rank) {}

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<String, Guess> fields;
    private final Map<String, Guess> lists;
    private final Map<String, String> notCarried = new LinkedHashMap<>();

    private Headings(JsonNode root) {
        this.fields = guesses(root.path("fields"));
        this.lists = guesses(root.path("lists"));
        root.path("not-carried").properties().forEach(reason -> reason.getValue()
                .forEach(heading -> notCarried.put(heading.textValue(), reason.getKey())));
    }

    static Headings load() {
        try (InputStream yaml = Headings.class.getResourceAsStream("headings.yaml")) {
            return new Headings(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("headings.yaml must be readable", e);
        }
    }

    private static Map<String, Guess> guesses(JsonNode block) {
        Map<String, Guess> guesses = new LinkedHashMap<>();
        block.properties().forEach(field -> {
            int rank = 0;
            for (JsonNode heading : field.getValue()) {
                guesses.put(heading.textValue(), new Guess(field.getKey(), rank++));
            }
        });
        return guesses;
    }

    Optional<Guess> field(String heading) {
        return Optional.ofNullable(fields.get(words(heading)));
    }

    /** As {@link #field}, for the fields that are lists. */
    Optional<Guess> list(String heading) {
        return Optional.ofNullable(lists.get(words(heading)));
    }

    /** Why the API takes no such column. */
    Optional<String> notCarried(String heading) {
        return Optional.ofNullable(notCarried.get(words(heading)));
    }

    private static String words(String heading) {
        return BETWEEN_WORDS
                .matcher(heading.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
