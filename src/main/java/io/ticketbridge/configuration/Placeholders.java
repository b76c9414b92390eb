package io.ticketbridge.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fills {@code <data.dir>}, {@code <base-url>} and {@code <config>} into values. */
final class Placeholders {

    private final Map<String, String> texts;

    /** @param texts the text of a key as it was set */
    Placeholders(Optional<Path> folder, Function<Key<?>, Optional<String>> texts) {
        this.texts = Map.of(
                "<data.dir>", absolute(texts.apply(Keys.DATA_DIR).orElse("data")),
                "<base-url>", texts.apply(Keys.SOCIALBOARDS_BASE_URL).orElse("").replaceFirst("/+$", ""),
                "<config>", absolute(folder.map(Path::toString).orElse("config")));
    }

    String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> placeholder : texts.entrySet()) {
            filled = filled.replace(placeholder.getKey(), placeholder.getValue());
        }
        return filled;
    }

    /** A broken path stays as it is: its own key's parser says so. */
    private static String absolute(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
