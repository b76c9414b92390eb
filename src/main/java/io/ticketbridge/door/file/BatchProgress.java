package io.ticketbridge.door.file;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import java.util.Optional;

/**
 * How far a batch is, as the ledger tells it to any process.
 *
 * @param accepted every row is in the ledger, or no more can be read
 * @param rested besides, nothing more happens to any row without a person
 */
public record BatchProgress(Batches.Batch batch, BatchSums sums, boolean accepted, boolean rested) {

    /** Empty when no row of it has been looked at yet. */
    public static Optional<BatchProgress> of(Batches batches, String batch) {
        return batches.find(batch).map(found -> of(found, batches.sums(batch)));
    }

    private static BatchProgress of(Batches.Batch batch, BatchSums sums) {
        boolean accepted = !batch.state().equals("reading");
        return new BatchProgress(batch, sums, accepted, accepted && sums.isAtRest());
    }
}
