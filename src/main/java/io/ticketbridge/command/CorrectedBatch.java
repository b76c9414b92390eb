package io.ticketbridge.command;

import io.ticketbridge.door.file.Columns;
import io.ticketbridge.door.file.ColumnsInForce;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import java.util.List;

/** The batch that {@code --corrects} names. */
final class CorrectedBatch {

    private CorrectedBatch() {}

    /** @throws UnusableException while rows of it can still be sent: each would race with its correction */
    static void mustRest(Batch batch, BatchSums sums) {
        boolean read = batch.finished().isPresent() || batch.control() == Control.CANCELLED;
        if (!read || sums.waiting() > 0 || sums.unknown() > sums.parked()) {
            String name = BatchNames.shortName(batch);
            throw new UnusableException("Batch " + name + " is not at rest (" + sums.inWords() + "): "
                    + (batch.control() == Control.CANCELLED
                            ? "it is being cancelled; run batch cancel " + name
                                    + " or the bridge until it is, then import again."
                            : "stop it with batch cancel " + name + ", or wait until it rests; then import again."));
        }
    }

    /** @throws UnusableException when the correction would know its rows by other names: all would be sent again */
    static void mustHaveKey(Batch batch, Columns columns) {
        List<String> key = ColumnsInForce.of(batch).key();
        if (!columns.key().equals(key)) {
            throw new UnusableException("Batch " + BatchNames.shortName(batch) + " knows its rows "
                    + (key.isEmpty() ? "by their places" : "by the key columns " + String.join(", ", key))
                    + ", and so must its correction, or rows that were sent would be sent again: "
                    + (key.isEmpty() ? "leave key columns out." : "give the same key columns."));
        }
    }
}
