package io.ticketbridge.door.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens a claimed file: a regular one, never through a link, decompressed when its name says so. */
final class FileBytes {

    private static final int BUFFER = 1 << 16;

    private FileBytes() {}

    /** @throws UnusableFileException when it is no file that can be read */
    static InputStream open(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new UnusableFileException(
                    "SymbolicLink", name(file) + " is a symbolic link; drop the file itself, not a link to it.");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableFileException("NotAFile", name(file) + " is not a regular file; drop a file.");
        }
        try {
            InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
            return FileName.of(name(file)).map(FileName::gzip).orElse(false)
                    ? Gunzipped.of(bytes, name(file), Files.size(file))
                    : new BufferedInputStream(bytes, BUFFER);
        } catch (AccessDeniedException e) {
            throw new UnusableFileException(
                    "Unreadable",
                    name(file) + " cannot be read: the user who runs the bridge has no permission; change its mode"
                            + " and drop it again.");
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
