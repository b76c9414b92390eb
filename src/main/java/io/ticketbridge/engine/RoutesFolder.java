package io.ticketbridge.engine;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the {@code *.camel.yaml} files. */
public final class RoutesFolder {

    private RoutesFolder() {}

    /**
     * The names of its route files, in order; at least one.
     *
     * @throws ConfigurationException when the folder is not there, cannot be read or has none
     */
    public static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw wrong(folder, "is not there");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                throw wrong(folder, "holds no *.camel.yaml file");
            }
            return names;
        } catch (IOException e) {
            throw wrong(folder, "cannot be read");
        }
    }

    private static ConfigurationException wrong(Path folder, String what) {
        return new ConfigurationException(
                "The routes folder " + folder + " " + what + ": name another with --routes DIR.");
    }
}
