package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at a batch again and again and tells how it moves. Counting a million rows takes a while: that is done for at
 * most a tenth of the time, and at once when the batch itself has changed. Not thread-safe.
 */
final class BatchWatch {

    private static final int REST_BETWEEN_COUNTS = 10;

    private final Ledger ledger;
    private final String id;
    private final OptionalLong rowsInFile;
    private final Supplier<List<String>> hindrances;
    private final LongSupplier nanos;
    private final Rate accepted = new Rate();
    private final Rate rested = new Rate();

    private Optional<Count> last = Optional.empty();

    /**
     * @param rowsInFile where the file has been counted; else known once it has been read to its end
     * @param hindrances what holds it up besides the gates, in sentences
     */
    BatchWatch(
            Ledger ledger, String id, OptionalLong rowsInFile, Supplier<List<String>> hindrances, LongSupplier nanos) {
        this.ledger = ledger;
        this.id = id;
        this.rowsInFile = rowsInFile;
        this.hindrances = hindrances;
        this.nanos = nanos;
    }

    private record Count(Batch batch, BatchSums sums, List<String> hindrances, long took, long at) {

        boolean isStill(Batch now) {
            return batch.state().equals(now.state())
                    && batch.control() == now.control()
                    && batch.finished().equals(now.finished());
        }
    }

    /** Empty while the ledger does not know the batch. */
    Optional<BatchFigures> look() {
        return ledger.batches().find(id).map(this::figures);
    }

    /** The same, with the rows counted now. */
    Optional<BatchFigures> lookAnew() {
        last = Optional.empty();
        return look();
    }

    private BatchFigures figures(Batch batch) {
        long now = nanos.getAsLong();
        if (last.isEmpty()
                || !last.get().isStill(batch)
                || now - last.get().at() >= last.get().took() * REST_BETWEEN_COUNTS) {
            last = Optional.of(count(batch, now));
        }
        BatchSums sums = last.get().sums();
        long rows = Math.max(batch.rows(), sums.rows());
        accepted.add(now, rows);
        OptionalLong ofRows = batch.state().equals("reading") ? rowsInFile : OptionalLong.of(rows);
        return new BatchFigures(
                batch,
                sums,
                rows,
                ofRows,
                accepted.perSecond(),
                rested.perSecond(),
                last.get().hindrances());
    }

    private Count count(Batch batch, long before) {
        Batches batches = ledger.batches();
        BatchSums sums = batches.sums(id);
        List<String> held = batch.finished().isPresent() ? List.of() : hindrances(batch, sums);
        long after = nanos.getAsLong();
        rested.add(after, BatchFigures.rested(sums));
        return new Count(batch, sums, held, after - before, after);
    }

    private List<String> hindrances(Batch batch, BatchSums sums) {
        return Stream.of(
                        LostFile.of(batch).stream(),
                        hindrances.get().stream(),
                        GateInWords.of(ledger.gates().all(), batch.upstream(), sums).stream())
                .flatMap(sentences -> sentences)
                .toList();
    }
}
