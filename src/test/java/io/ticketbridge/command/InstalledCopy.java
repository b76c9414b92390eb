package io.ticketbridge.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a user has after the build, in a folder of the test: the launcher, the jar, and the folders beside them. */
final class InstalledCopy implements AutoCloseable {

    private final Path home;

    /** @param folders folders of the project to copy too, such as {@code config} */
    InstalledCopy(Path home, String... folders) throws IOException {
        this.home = Files.createDirectories(home);
        Files.copy(Path.of("ticketbridge"), home.resolve("ticketbridge"));
        home.resolve("ticketbridge").toFile().setExecutable(true);
        Path target = Path.of("target").toAbsolutePath();
        Files.createDirectories(home.resolve("target"));
        Files.createSymbolicLink(home.resolve("target/lib"), target.resolve("lib"));
        Files.copy(target.resolve("ticketbridge.jar"), home.resolve("target/ticketbridge.jar"));
        for (String folder : folders) {
            copy(Path.of(folder));
        }
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(file));
            }
        }
    }

    Path home() {
        return home;
    }

    /** Unlinks what the test's folder does not own. */
    @Override
    public void close() throws IOException {
        Files.delete(home.resolve("target/lib"));
    }
}
