package io.ticketbridge.door.file;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The columns file that lies beside a file of tickets, under its whole name and {@value #SUFFIX}. */
public final class ColumnsSidecar {

    static final String SUFFIX = ".columns.yaml";

    private static final long LARGEST = 1 << 20;

    private ColumnsSidecar() {}

    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    static boolean is(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** Puts a copy beside the file's new place, before the file comes there: none is ever read without its columns. */
    static void copy(Path file, Path target) throws IOException {
        Path sidecar = of(file);
        if (exists(sidecar)) {
            Files.copy(sidecar, of(target), LinkOption.NOFOLLOW_LINKS);
        }
    }

    static void delete(Path file) throws IOException {
        if (exists(of(file))) { // its name can be too long to be deleted
            Files.delete(of(file));
        }
    }

    /** Moves it on, where there is one. */
    static void move(Path file, Path target) throws IOException {
        if (exists(of(file))) {
            Files.move(of(file), of(target), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean exists(Path sidecar) {
        return Files.exists(sidecar, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The columns of the sidecar, where the file has one.
     *
     * @throws UnusableFileException when it is wrong, naming file, key and rule
     */
    public static Optional<Columns> read(Path file) throws IOException {
        Path sidecar = of(file);
        if (Files.isSymbolicLink(sidecar)) {
            throw wrong(sidecar.getFileName().toString(), "is a symbolic link; drop the file itself, not a link to it");
        }
        return exists(sidecar) ? Optional.of(readFile(sidecar)) : Optional.empty();
    }

    /**
     * The columns of a columns file.
     *
     * @throws UnusableFileException when it is wrong, naming file, key and rule
     */
    public static Columns readFile(Path columns) throws IOException {
        String name = columns.getFileName().toString();
        try {
            if (Files.notExists(columns)) {
                throw wrong(name, "does not exist");
            }
            if (!Files.isRegularFile(columns) || Files.size(columns) > LARGEST) {
                throw wrong(name, "is no file, or has more than " + LARGEST + " bytes");
            }
            return Columns.parse(Files.readString(columns, StandardCharsets.UTF_8), name);
        } catch (MalformedInputException e) {
            throw wrong(name, "is not UTF-8");
        } catch (NoSuchFileException e) {
            throw wrong(name, "does not exist");
        }
    }

    private static UnusableFileException wrong(String name, String rule) {
        return new UnusableFileException(UnusableFileException.BAD_COLUMNS, name + " " + rule + ".");
    }
}
