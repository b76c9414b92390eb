package io.ticketbridge.door.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A columns file for a file of tickets, guessed from the names in it, to be looked through by a person. */
public final class SuggestedColumns {

    private static final List<String> REQUIRED = List.of("application_id", "subject", "message");
    private static final String NO_FIELD =
            "no field of a support ticket; for a custom field, rename it to custom_field_<id>";

    private final Path file;
    private final ColumnNames found;
    private final Headings headings = Headings.load();
    private final List<String> asTheyAre = new ArrayList<>();
    private final Map<String, String> rename = new LinkedHashMap<>();
    /** Columns by why they are ignored. */
    private final Map<String, List<String>> ignore = new TreeMap<>();

    private SuggestedColumns(Path file, ColumnNames found) {
        this.file = file;
        this.found = found;
        found.names().stream().filter(this::isField).forEach(asTheyAre::add);
        guess();
        found.names().stream()
                .filter(name -> !asTheyAre.contains(name) && !rename.containsKey(name) && !OwnColumns.contains(name))
                .forEach(name -> ignore.computeIfAbsent(whyIgnored(name), why -> new ArrayList<>())
                        .add(name));
    }

    /** @throws UnusableFileException when it is no file of tickets */
    public static SuggestedColumns of(Path file) throws IOException {
        return new SuggestedColumns(file, ColumnNames.of(BatchFile.identify(file.toRealPath())));
    }

    private boolean isField(String name) {
        return !found.repeated().contains(name)
                && (found.values().isEmpty() ? TicketCheck.ticketField(name).isPresent() : isFieldOfObject(name));
    }

    private boolean isFieldOfObject(String name) {
        return !OwnColumns.contains(name)
                && TicketCheck.isKnownJsonName(name)
                && (!name.equals("attachments") || value(name).path(0).has("url"));
    }

    private void guess() {
        Map<String, List<String>> candidates = new LinkedHashMap<>();
        found.names().stream()
                .filter(name -> !asTheyAre.contains(name) && !found.repeated().contains(name))
                .forEach(name -> guess(name).ifPresent(guess -> candidates
                        .computeIfAbsent(guess.field(), field -> new ArrayList<>())
                        .add(name)));
        candidates.forEach((field, names) -> {
            if (!asTheyAre.contains(field)) {
                names.stream()
                        .min(Comparator.comparingInt(
                                name -> guess(name).orElseThrow().rank()))
                        .ifPresent(best -> rename.put(best, field));
            }
        });
    }

    private Optional<Headings.Guess> guess(String name) {
        return value(name).isArray()
                ? headings.list(name).filter(list -> isOfTexts(value(name)))
                : headings.field(name).filter(field -> !value(name).isObject());
    }

    private JsonNode value(String name) {
        return found.values().getOrDefault(name, MissingNode.getInstance());
    }

    private static boolean isOfTexts(JsonNode array) {
        return array.valueStream().allMatch(JsonNode::isTextual);
    }

    private String whyIgnored(String name) {
        if (name.isEmpty()) {
            return "columns without a name";
        }
        if (found.repeated().contains(name)) {
            return "there more than once; to use one, give it a name of its own in the header";
        }
        return headings.field(name)
                .flatMap(guess -> sourceOf(guess.field())
                        .map(source -> "not needed: " + guess.field() + " is made of " + TextForPeople.quoted(source)))
                .or(() ->
                        headings.list(name).map(list -> "where its values are split at ; rename it to " + list.field()))
                .or(() -> headings.notCarried(name))
                .orElse(NO_FIELD);
    }

    private Optional<String> sourceOf(String field) {
        return Stream.concat(
                        asTheyAre.stream().filter(field::equals),
                        rename.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(field))
                                .map(Map.Entry::getKey))
                .findFirst();
    }

    /** Required fields that no column seems to hold. */
    public List<String> missing() {
        return REQUIRED.stream().filter(field -> sourceOf(field).isEmpty()).toList();
    }

    /**
     * Writes it beside the file.
     *
     * @return where
     * @throws java.nio.file.FileAlreadyExistsException when something is there; it is left as it is
     */
    public Path write() throws IOException {
        return Files.writeString(ColumnsSidecar.of(file), yaml(), StandardOpenOption.CREATE_NEW);
    }

    String yaml() {
        return new SuggestionText(file, asTheyAre, rename, ignore, missing()).toString();
    }
}
