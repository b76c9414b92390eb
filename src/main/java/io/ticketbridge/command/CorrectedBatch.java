package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Batches.Sums;
import java.util.BitSet;
import java.util.function.LongPredicate;

/** The batch that {@code --corrects} names. */
final class CorrectedBatch {

    private CorrectedBatch() {}

    /** The rows that have a ticket or may have one: their corrections are not sent. */
    static LongPredicate settledRows(Batches batches, Batch batch) {
        BitSet settled = new BitSet();
        batches.forEachRow(batch.id(), row -> {
            if (!row.state().equals("rejected") && row.row() < Integer.MAX_VALUE) {
                settled.set((int) row.row());
            }
        });
        return row -> row < Integer.MAX_VALUE && settled.get((int) row);
    }

    /** @throws UnusableException while rows of it can still be sent: each would race with its correction */
    static void mustRest(Batches batches, Batch batch) {
        Sums sums = batches.sums(batch.id());
        boolean read = batch.finished().isPresent() || batch.control() == Control.CANCELLED;
        if (!read || sums.waiting() > 0 || sums.unknown() > sums.parked()) {
            String name = BatchNames.shortName(batch);
            throw new UnusableException("Batch " + name + " is not at rest (" + SumsInWords.some(sums) + "): "
                    + (batch.control() == Control.CANCELLED
                            ? "it is being cancelled; run batch cancel " + name
                                    + " or the bridge until it is, then import again."
                            : "stop it with batch cancel " + name + ", or wait until it rests; then import again."));
        }
    }
}
