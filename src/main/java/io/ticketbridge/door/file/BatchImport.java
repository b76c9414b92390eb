package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Hands files to the file door as if they had been dropped and claimed, for {@code import}. The engine of the same
 * inbox reads them, or the next one that starts; the caller's file stays where it is. Safe to run again: equal bytes
 * are the same batch, unless ordered otherwise.
 */
public final class BatchImport {

    private final Inbox inbox;
    private final Upstream upstream;

    /** @param upstream the engine's main upstream */
    public BatchImport(Path inbox, Upstream upstream) {
        this.inbox = new Inbox(inbox);
        this.upstream = upstream;
    }

    /**
     * @param batch what to follow with {@link BatchProgress}
     * @param own false = somebody had handed the same over before, or did in the same moment
     */
    public record Handed(Path file, String batch, boolean own) {}

    /**
     * Registers the batch, with what was ordered, and moves a copy of the file in. A crash between the two is made good
     * by running again.
     *
     * @throws UnusableFileException when the file is none that can be imported; nothing was handed over then
     */
    public Handed hand(Path file, Batches ledger, Batches.Order order) throws IOException {
        if (!Files.exists(file)) {
            throw new UnusableFileException("NoSuchFile", "The file does not exist.");
        }
        BatchFile identified = BatchFile.identify(file.toRealPath());
        String batch = identified.batch(upstream, order, ledger::find);
        Optional<Batches.Batch> known = ledger.find(batch);
        known.map(Batches.Batch::path).map(Path::of).ifPresent(Placing::await);
        if (order.again().isPresent()
                && known.filter(same -> !FileIntake.lacksItsFile(same)).isPresent()) {
            return new Handed(file, batch, false); // under way: one more copy would only repeat it
        }
        Columns columns = known.map(ColumnsInForce::of).orElseGet(() -> Columns.ofOrder(order.columns()));
        OpenRows.of(identified, columns).close();
        inbox.prepare();
        String name = identified.path().getFileName().toString();
        Path copy = Files.createTempFile(inbox.taken(), ".import-", ".part");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Path taken = inbox.take(copy, name, path -> register(ledger, batch, name, path, order));
            return new Handed(file, batch, isOf(taken, ledger.find(batch)));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** By its name, which is the only one in all folders: it may be in the next one already. */
    private static boolean isOf(Path taken, Optional<Batches.Batch> batch) {
        return batch.map(begun -> Path.of(begun.path()).getFileName())
                .filter(taken.getFileName()::equals)
                .isPresent();
    }

    /** Any other batch that is known is left as it is: the door then says that the file repeats it. */
    private void register(Batches ledger, String batch, String name, Path path, Batches.Order order) {
        Optional<Batches.Batch> known = ledger.find(batch);
        known.map(Batches.Batch::path)
                .map(Path::of)
                .filter(place -> !place.equals(path)) // there it is this very import that is about to
                .ifPresent(Placing::await);
        if (known.isEmpty()) {
            ledger.begin(batch, name, path.toString(), upstream, Optional.empty(), order);
        } else if (FileIntake.isToGoOnWith(path, known.get())) {
            ledger.reopen(batch, path.toString());
        }
    }
}
