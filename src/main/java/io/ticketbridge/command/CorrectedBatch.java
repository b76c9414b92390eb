package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Batches.Sums;

/** The batch that {@code --corrects} names. */
final class CorrectedBatch {

    private CorrectedBatch() {}

    /** @throws UnusableException while rows of it can still be sent: each would race with its correction */
    static void mustRest(Batch batch, Sums sums) {
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
