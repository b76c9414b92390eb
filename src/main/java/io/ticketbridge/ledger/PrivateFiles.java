package io.ticketbridge.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read, where the file system knows owners. */
final class PrivateFiles {

    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private PrivateFiles() {}

    static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
            restrict(folder, FOLDER);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Creates the file, empty, when it is not there; SQLite gives its side files the same permissions. */
    static void file(Path file) {
        try {
            if (!Files.exists(file.getParent())) {
                folder(file.getParent());
            }
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException alreadyThere) {
                if (!Files.isRegularFile(file)) {
                    throw alreadyThere;
                }
            }
            restrict(file, FILE);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")
                && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                        .equals(permissions)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static LedgerUnavailableException unusable(Path path, IOException cause) {
        return new LedgerUnavailableException(
                "The ledger cannot use " + path + "; check that its folder is writable and belongs to this user.",
                new UncheckedIOException(cause));
    }
}
