package io.ticketbridge.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger that is only looked at: it is neither created nor brought up to date, and nothing is written. Works beside a
 * running engine. Thread-safe.
 */
public final class ReadOnlyLedger implements AutoCloseable {

    private final ReadPool reads;

    private ReadOnlyLedger(ReadPool reads) {
        this.reads = reads;
    }

    /**
     * @return empty = there is no ledger yet
     * @throws LedgerUnavailableException when it cannot be reached or read, or has another schema version than this
     *     program's
     */
    public static Optional<ReadOnlyLedger> open(Ledger.Location location) {
        Dialect dialect = Dialect.of(location);
        if (!dialect.isThere()) {
            return Optional.empty();
        }
        ReadPool reads = new ReadPool(dialect);
        try {
            if (reads.read(new Schema(dialect)::isUpToDate)) {
                return Optional.of(new ReadOnlyLedger(reads));
            }
        } catch (RuntimeException e) {
            reads.close();
            throw e;
        }
        reads.close();
        return Optional.empty();
    }

    /** What acceptance would make of submissions, from now on. */
    public Preview preview() {
        return Preview.of(reads);
    }

    /**
     * The same of the rows of a batch.
     *
     * @param corrected what it corrects, as {@link #corrected} gives it; empty = it corrects none
     */
    public Preview preview(String batch, List<String> corrected) {
        return Preview.of(reads, batch, corrected);
    }

    /** What a batch would correct that corrects this one: it, what it corrects, and so on. */
    public List<String> corrected(String batch) {
        return reads.read(sql -> CorrectedRows.chain(sql, Optional.of(batch)));
    }

    /** As {@link Batches#keys}. */
    public Map<Long, String> keys(List<String> batches, Collection<Long> rows) {
        return reads.read(sql -> CorrectedRows.keys(sql, batches, rows));
    }

    public Optional<Batches.Batch> batch(String id) {
        return reads.read(sql -> new BatchTable(sql).find(id));
    }

    /** As {@link Batches#named}. */
    public List<Batches.Batch> named(String name) {
        return reads.read(sql -> new BatchTable(sql).named(name));
    }

    /** The batch of whose file a ticket is. */
    public Optional<Batches.Batch> batchOfTicket(String key) {
        Optional<Intent> ticket = reads.read(sql -> IntentRows.find(sql, key));
        return ticket.flatMap(Intent::row).map(BatchRow::batch).flatMap(this::batch);
    }

    public BatchSums sums(String batch) {
        return reads.read(sql -> BatchReport.sums(sql, batch));
    }

    /** How long this upstream took to answer, on the average of the newest attempts; empty = none is known. */
    public Optional<Duration> meanAnswerTime(Upstream upstream) {
        return reads.read(sql -> AttemptRows.meanAnswerTime(sql, upstream));
    }

    @Override
    public void close() {
        reads.close();
    }
}
