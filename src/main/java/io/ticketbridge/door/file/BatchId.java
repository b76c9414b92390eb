package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which batch a file is that comes with an order: its bytes', or a further one of the same bytes. */
final class BatchId {

    private final Function<String, Optional<Batches.Batch>> known;
    private final String ofBytes;

    /**
     * @param known the batch of an id
     * @param ofBytes the batch that the bytes are at their upstream
     */
    BatchId(Function<String, Optional<Batches.Batch>> known, String ofBytes) {
        this.known = known;
        this.ofBytes = ofBytes;
    }

    /**
     * The same order for the same bytes is the same batch, so that a command that was broken off can be run again; once
     * bytes that were to be sent again are through, the same order sends them once more.
     */
    String of(Batches.Order order) {
        if (order.again().isPresent()) {
            return matching(batch -> batch.again().equals(order.again())
                    && batch.columns().equals(order.columns())
                    && batch.finished().isEmpty());
        }
        if (order.corrects().isPresent()) {
            return matching(batch ->
                    batch.corrects().equals(order.corrects()) && batch.columns().equals(order.columns()));
        }
        return ofBytes;
    }

    /** The first of these bytes that matches, or the first that is free. */
    private String matching(Predicate<Batches.Batch> matches) {
        for (int n = 1; ; n++) {
            String id = n == 1 ? ofBytes : ofBytes + "#" + n;
            Optional<Batches.Batch> found = known.apply(id);
            if (found.isEmpty() || matches.test(found.get())) {
                return id;
            }
        }
    }
}
