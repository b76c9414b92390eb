package io.ticketbridge.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** An audit file that stays open from batch to batch. Not thread-safe. */
final class DayFile implements AutoCloseable {

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path path;
    private final FileChannel channel;
    private final Object identity;

    private DayFile(Path path, FileChannel channel, Object identity) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
    }

    /** Opens the file, and makes it where needed. */
    static DayFile open(Path path) throws IOException {
        FileChannel channel = PrivateFolder.open(path, APPEND);
        try {
            return new DayFile(path, channel, identity(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether this is what stands under the path now: somebody may have moved it away or deleted it. */
    boolean isStill(Path wanted) throws IOException {
        try {
            return path.equals(wanted) && identity != null && identity.equals(identity(wanted));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** @return null where the file system names no file but by its path */
    private static Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** On disk when this returns. */
    void append(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
