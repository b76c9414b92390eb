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
                    "SymbolicLink", "The file is a symbolic link; drop the file itself, not a link to it.");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableFileException("NotAFile", "This is not a regular file; drop a file.");
        }
        try {
            InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
            return FileName.of(file.getFileName().toString())
                            .map(FileName::gzip)
                            .orElse(false)
                    ? Gunzipped.of(bytes, Files.size(file))
                    : new BufferedInputStream(bytes, BUFFER);
        } catch (AccessDeniedException e) {
            throw new UnusableFileException(
                    "Unreadable",
                    "The file cannot be read: the user who runs the bridge has no permission; change its mode"
                            + " and drop it again.");
        }
    }
}
