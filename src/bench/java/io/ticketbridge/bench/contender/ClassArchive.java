package io.ticketbridge.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The archive of classes that the launcher's first run leaves for the next, made by a process in the background. */
public final class ClassArchive {

    private static final Path FOLDER = Path.of("target/archive").toAbsolutePath();
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private ClassArchive() {}

    /**
     * Returns when none is being made. The run that caused it must go on until then. @throws IllegalStateException when
     * that takes longer
     */
    public static void awaitMade(Duration longest) {
        long began = System.nanoTime();
        while (isBeingMade()) {
            if (System.nanoTime() - began > longest.toNanos()) {
                throw new IllegalStateException("the class archive in " + FOLDER + " was not made in " + longest);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static boolean isBeingMade() {
        if (!Files.isDirectory(FOLDER)) {
            return false;
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.anyMatch(file -> file.toString().endsWith(".making"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
