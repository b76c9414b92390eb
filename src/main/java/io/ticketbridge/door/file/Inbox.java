package io.ticketbridge.door.file;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folders of the file door, and the only moves between them: atomic, and never over another file. Safe beside other
 * processes that use the same inbox.
 */
record Inbox(Path root) {

    private static final String RESERVATION = ".reserved";
    private static final Duration REST_WHILE_RESERVED = Duration.ofMillis(1);
    /** A name is reserved for a few system calls. */
    private static final Duration LONGEST_RESERVATION = Duration.ofSeconds(10);

    Inbox {
        root = root.toAbsolutePath().normalize();
    }

    Path taken() {
        return root.resolve("taken");
    }

    Path done() {
        return root.resolve("done");
    }

    Path failed() {
        return root.resolve("failed");
    }

    /** Where reports lie beside a file that is no longer worked on. */
    boolean isResting(Path file) {
        return Stream.of(done(), failed()).anyMatch(folder -> folder.equals(file.getParent()));
    }

    boolean isOwnFolder(Path path) {
        return Stream.of(taken(), done(), failed()).anyMatch(path::equals);
    }

    /** Creates the folders. @throws ConfigurationException when they cannot be used */
    void prepare() {
        if (root.toString().contains("?")) { // no endpoint URI of a folder can hold one
            throw new ConfigurationException(
                    "ticketbridge.inbox.dir: the folder " + root + " has a ? in its path; name another.");
        }
        for (Path folder : new Path[] {root, taken(), done(), failed()}) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw notUsable(folder);
            }
            if (!Files.isWritable(folder)) {
                throw notUsable(folder);
            }
        }
        Stream.of(taken(), done(), failed()).forEach(this::requireMoveTo);
    }

    /** Tried, because neither mounts nor links tell: a move between file systems is no move, and could be seen half. */
    private void requireMoveTo(Path folder) {
        Path probe = null;
        try {
            probe = Files.createTempFile(root, ".probe-", ".part");
            Path moved = folder.resolve(probe.getFileName());
            Files.move(probe, moved, StandardCopyOption.ATOMIC_MOVE);
            probe = moved;
        } catch (AtomicMoveNotSupportedException e) {
            throw new ConfigurationException("ticketbridge.inbox.dir: the folder " + folder
                    + " is on another file system than " + root + "; keep the inbox and its folders on one.");
        } catch (IOException e) {
            throw notUsable(folder);
        } finally {
            remove(probe);
        }
    }

    private static void remove(Path probe) {
        try {
            if (probe != null) {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            throw notUsable(probe.getParent());
        }
    }

    private static ConfigurationException notUsable(Path folder) {
        return new ConfigurationException("ticketbridge.inbox.dir: the folder " + folder
                + " cannot be created or written; give it to the user who runs the bridge, or name another.");
    }

    /**
     * Moves a file into {@code taken/}, its columns file with it, under a name that is free in all three folders.
     *
     * @param name the name to have there, or the first free {@code -2}, {@code -3}, … of it
     * @throws java.nio.file.NoSuchFileException when the file is gone: somebody else was faster
     */
    Path take(Path file, String name) throws IOException {
        return take(file, name, target -> {});
    }

    /** The same. @param before what is to be done first, given the place that is reserved for the file */
    Path take(Path file, String name, Consumer<Path> before) throws IOException {
        int n = 1;
        while (true) {
            String candidate = FileName.numbered(FileName.fitting(name), n);
            Path reservation = reservationOf(taken().resolve(candidate));
            if (reserve(reservation)) {
                try {
                    if (isFree(candidate)) {
                        Path target = taken().resolve(candidate);
                        before.accept(target);
                        return moveIn(file, target);
                    }
                } finally {
                    Files.deleteIfExists(reservation);
                }
                n++;
            } else if (isAbandoned(reservation)) {
                n++; // an engine died there: the next name is as good
            } else if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(file.toString());
            } else {
                LockSupport.parkNanos(REST_WHILE_RESERVED.toNanos()); // most often another engine at this very file
            }
        }
    }

    private static Path moveIn(Path file, Path target) throws IOException {
        ColumnsSidecar.copy(file, target);
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            ColumnsSidecar.delete(target);
            throw e;
        }
        ColumnsSidecar.delete(file);
        return target;
    }

    static Path reservationOf(Path target) {
        return target.resolveSibling("." + target.getFileName() + RESERVATION);
    }

    private static boolean reserve(Path reservation) throws IOException {
        try {
            Files.createFile(reservation);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    static boolean isAbandoned(Path reservation) throws IOException {
        try {
            return Files.getLastModifiedTime(reservation)
                    .toInstant()
                    .isBefore(Instant.now().minus(LONGEST_RESERVATION));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Neither a file has the name, nor will the report of one have it, nor has a report or columns file that it would
     * get.
     */
    private boolean isFree(String name) {
        Stream<String> reports = Stream.concat(FileReports.SUFFIXES.stream(), Stream.of(ColumnsSidecar.SUFFIX))
                .map(suffix -> name + suffix);
        Stream<String> reported = FileReports.SUFFIXES.stream()
                .filter(name::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()));
        return Stream.concat(Stream.of(name), Stream.concat(reports, reported)).noneMatch(this::isTaken);
    }

    /** The file that a file of this name in its folder would be a report on; empty when it is named like none. */
    Optional<Path> reported(Path file) {
        String name = file.getFileName().toString();
        return FileReports.SUFFIXES.stream()
                .filter(name::endsWith)
                .filter(suffix -> name.length() > suffix.length())
                .map(suffix -> file.resolveSibling(name.substring(0, name.length() - suffix.length())))
                .findFirst();
    }

    /** Whether a file has this name, in any of the three folders. */
    boolean isTaken(String name) {
        return Stream.of(taken(), done(), failed())
                .anyMatch(folder -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** Moves a taken file on into {@code done/} or {@code failed/}; it keeps the name that {@link #take} made free. */
    Path retire(Path taken, Path folder) throws IOException {
        ColumnsSidecar.move(taken, folder.resolve(taken.getFileName()));
        return Files.move(taken, folder.resolve(taken.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
