package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Hands files to the file door as if they had been dropped and claimed, for {@code import}. The engine of the same
 * inbox reads them, or the next one that starts; the caller's file stays where it is. Safe to run again: equal bytes
 * are the same batch.
 */
public final class BatchImport {

    private final Inbox inbox;
    private final Upstream upstream;

    /** @param upstream the engine's main upstream */
    public BatchImport(Path inbox, Upstream upstream) {
        this.inbox = new Inbox(inbox);
        this.upstream = upstream;
    }

    /** @param batch what to follow with {@link BatchProgress} */
    public record Handed(Path file, String batch) {}

    /** @throws UnusableFileException when the file is none that can be imported; nothing was handed over then */
    public Handed hand(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UnusableFileException("NoSuchFile", "The file does not exist.");
        }
        BatchFile identified = BatchFile.identify(file.toRealPath());
        OpenRows.of(identified).close();
        inbox.prepare();
        Path copy = Files.createTempFile(inbox.taken(), ".import-", ".part");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            inbox.take(copy, identified.path().getFileName().toString());
        } finally {
            Files.deleteIfExists(copy);
        }
        return new Handed(file, identified.batch(upstream));
    }
}
