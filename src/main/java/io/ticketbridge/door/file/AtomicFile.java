package io.ticketbridge.door.file;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is whole on the disk under a hidden name, so that nobody ever sees half of it, not even after a crash.
 *
 * @param target the name it is to have
 */
record AtomicFile(Path target) implements Closeable {

    interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    /** Writes it under its hidden name. When that fails, nothing of it is left, and an earlier file is as it was. */
    static AtomicFile prepare(Path target, Content content) throws IOException {
        AtomicFile prepared = new AtomicFile(target);
        boolean whole = false;
        try (FileChannel channel = FileChannel.open(
                prepared.hidden(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            Writer writer = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
            content.writeTo(writer);
            writer.flush();
            channel.force(true);
            whole = true;
        } finally {
            if (!whole) {
                prepared.close();
            }
        }
        return prepared;
    }

    /** Gives it its name; replaces an earlier one. */
    void publish() throws IOException {
        Files.move(hidden(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes it where it has not been published. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(hidden());
    }

    private Path hidden() {
        return target.resolveSibling("." + target.getFileName() + ".part");
    }

    static void write(Path target, Content content) throws IOException {
        prepare(target, content).publish();
    }
}
