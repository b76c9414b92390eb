package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;

/** Registers a batch inside an open transaction. */
final class BatchStart {

    private BatchStart() {}

    /** @return the batch that has the id, whether new or known */
    static Batches.Batch begin(
            Transaction transaction,
            String id,
            String name,
            String path,
            Upstream upstream,
            Optional<String> repeats,
            Batches.Order order)
            throws SQLException {
        BatchTable table = new BatchTable(transaction.sql());
        Optional<String> corrects = order.corrects();
        if (corrects.isPresent() && table.find(corrects.get()).isEmpty()) {
            throw new IllegalArgumentException("The ledger has no batch " + corrects.get());
        }
        if (table.insert(id, name, path, upstream, repeats, order, transaction.now())) {
            BatchFirst.insert(transaction.sql(), id, order.first());
            Details details = new Details()
                    .with("batch", id)
                    .with("file", name)
                    .with("upstream", upstream.label())
                    .with("repeats", repeats)
                    .with("corrects", corrects)
                    .with("again", order.again());
            if (!order.first().isEmpty()) {
                details.with("first", order.first().size());
            }
            EventRows.append(transaction, "batch-started", Optional.empty(), details.map());
        }
        return table.find(id).orElseThrow();
    }
}
