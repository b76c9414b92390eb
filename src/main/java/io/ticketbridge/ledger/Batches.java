package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Dropped and imported files, their read positions and their rows. Thread-safe. */
public final class Batches {

    private final GroupCommit writes;
    private final ReadPool reads;

    Batches(GroupCommit writes, ReadPool reads) {
        this.writes = writes;
        this.reads = reads;
    }

    /**
     * @param id SHA-256 of the decompressed bytes and the upstream's label, as {@code hex:label}; {@code --again} adds
     *     a nonce
     * @param name the file's name as it was dropped
     * @param path where the claimed file is now
     * @param state {@code reading}, {@code delivering} (all rows taken), {@code done} or {@code failed}
     * @param rows rows read so far; final once the state is past {@code reading}
     * @param repeats the batch whose bytes this file repeats, where it does
     * @param control what a person made of it
     * @param columns the YAML by which its columns become fields
     * @param corrects the batch whose rows this one's take the place of
     * @param again why bytes that were taken before are sent once more
     * @param resumed when it last went on after it was held back
     * @param moves how often one of its rows moved again that had come to rest
     * @param started when the file was claimed
     */
    public record Batch(
            String id,
            String name,
            String path,
            Upstream upstream,
            String state,
            long rows,
            Optional<String> repeats,
            Optional<Reason> failure,
            Instant started,
            Optional<Instant> finished,
            Control control,
            Optional<String> columns,
            Optional<String> corrects,
            Optional<String> again,
            Optional<Instant> resumed,
            long moves) {}

    /** Whether a batch's rows go out. What it holds back is accepted all the same. */
    public enum Control {
        RUNNING,
        PAUSED,
        /** For good: what was not sent yet is rejected. */
        CANCELLED;

        /** As it is stored and shown. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a batch is to be taken.
     *
     * @param columns the YAML by which its columns become fields
     * @param corrects the batch whose rows its rows take the place of; the ledger must have it
     * @param first rows to deliver before all others; when there are any, the batch begins paused and only they go out
     * @param again why bytes that were taken before are to be sent once more
     */
    public record Order(
            Optional<String> columns, Optional<String> corrects, SortedSet<Long> first, Optional<String> again) {

        /** An ordinary batch. */
        public static final Order NONE =
                new Order(Optional.empty(), Optional.empty(), Collections.emptySortedSet(), Optional.empty());

        /** With another first sample. */
        public Order withFirst(SortedSet<Long> rows) {
            return new Order(columns, corrects, rows, again);
        }

        /** With other columns. */
        public Order withColumns(Optional<String> yaml) {
            return new Order(yaml, corrects, first, again);
        }

        public Order {
            first = Collections.unmodifiableSortedSet(new TreeSet<>(first));
        }
    }

    /** How far a batch has been read: rows so far and a fingerprint over them, which a resume compares. */
    public record Position(String batch, long rows, String prefixHash) {}

    /**
     * One row of a report.
     *
     * @param key absent for a row that was refused
     * @param state one of the seven, or {@code duplicate} for a row that converged on an intent of another row or door
     * @param reason empty for a row that went well
     */
    public record Row(long row, Optional<String> key, String state, Optional<Intent> intent, Optional<Reason> reason) {}

    /** Registers an ordinary claimed file, or returns the batch that already has its id. */
    public Batch begin(String id, String name, String path, Upstream upstream, Optional<String> repeats) {
        return begin(id, name, path, upstream, repeats, Order.NONE);
    }

    /** Registers a file and how it is to be taken, or returns the batch that already has its id. */
    public Batch begin(String id, String name, String path, Upstream upstream, Optional<String> repeats, Order order) {
        return writes.commit(transaction -> BatchStart.begin(transaction, id, name, path, upstream, repeats, order));
    }

    public Optional<Batch> find(String id) {
        return reads.read(sql -> new BatchTable(sql).find(id));
    }

    public Optional<Position> position(String batch) {
        return reads.read(sql -> new BatchTable(sql).position(batch));
    }

    /** Batches that are not {@code done} or {@code failed}. */
    public List<Batch> open() {
        return reads.read(sql -> new BatchTable(sql).open());
    }

    /** The newest first. */
    public List<Batch> list(int most) {
        return reads.read(sql -> new BatchTable(sql).newest(most));
    }

    /**
     * The batches a person may mean, newest first.
     *
     * @param name an id, its first six or more characters, or the name of a file
     */
    public List<Batch> named(String name) {
        return reads.read(sql -> new BatchTable(sql).named(name));
    }

    /** The batch of the file at this path that is not {@code done} or {@code failed}. */
    public Optional<Batch> openAt(String path) {
        return reads.read(sql -> new BatchTable(sql).openAt(path));
    }

    /** The rows of its first sample. */
    public Set<Long> first(String batch) {
        return reads.read(sql -> BatchFirst.of(sql, batch));
    }

    /** How the rows of its first sample stand. */
    public BatchSums firstSums(String batch) {
        return reads.read(sql -> BatchReport.firstSums(sql, batch));
    }

    /** The rows of its first sample that are taken, and what became of each. */
    public List<Row> firstRows(String batch) {
        return reads.read(sql -> BatchReport.firstRows(sql, batch));
    }

    /** The batches whose rows this one's take the place of, the last first; empty = it corrects none. */
    public List<String> corrected(Batch batch) {
        return reads.read(sql -> CorrectedRows.chain(sql, batch));
    }

    /**
     * The tickets at these rows.
     *
     * @param batches the first of them that has a ticket at a row counts
     */
    public Map<Long, String> keys(List<String> batches, Collection<Long> rows) {
        return reads.read(sql -> CorrectedRows.keys(sql, batches, rows));
    }

    /** All rows are taken: {@code reading} becomes {@code delivering}. */
    public void readToEnd(String batch) {
        writes.commit(transaction -> new BatchTable(transaction.sql()).readToEnd(batch));
    }

    /** Goes on with a batch whose file was lost or changed, and is here again with its own bytes at {@code path}. */
    public void reopen(String batch, String path) {
        writes.commit(transaction -> {
            boolean reopened = new BatchTable(transaction.sql()).reopen(batch, path);
            if (reopened) {
                EventRows.append(
                        transaction,
                        "batch-reopened",
                        Optional.empty(),
                        new Details().with("batch", batch).map());
            }
            return reopened;
        });
    }

    /** Nothing more of it can be read: it ends as {@code failed} when the rows that were taken rest. */
    public void breakOff(String batch, Reason reason) {
        writes.commit(transaction -> new BatchTable(transaction.sql()).breakOff(batch, reason));
    }

    /**
     * Every row rests or is parked: {@code done}, or {@code failed} when its reading broke off.
     *
     * @param batch as it was before its rows were looked at
     * @param path where the file is now
     * @return false = a row has moved since, or it had ended before
     */
    public boolean finish(Batch batch, String path) {
        return writes.commit(transaction -> {
            boolean ended = new BatchTable(transaction.sql()).end(batch, path, transaction.now());
            if (ended) {
                Details details = new Details()
                        .with("batch", batch.id())
                        .with("state", batch.failure().isPresent() ? "failed" : "done");
                batch.failure().ifPresent(details::with);
                BatchReport.tell(BatchReport.sums(transaction.sql(), batch.id()), details);
                EventRows.append(transaction, "batch-finished", Optional.empty(), details.map());
            }
            return ended;
        });
    }

    /** When a row of it last changed its state. */
    public Optional<Instant> lastMove(String batch) {
        return reads.read(sql -> BatchReport.lastMove(sql, batch));
    }

    /** The same as {@link BatchSums#isAtRest}, without counting. */
    public boolean isAtRest(String batch) {
        return reads.read(sql -> BatchReport.isAtRest(sql, batch));
    }

    public BatchSums sums(String batch) {
        return reads.read(sql -> BatchReport.sums(sql, batch));
    }

    /** How its rows stand, by application; of rows that were refused it is empty. */
    public SortedMap<String, BatchSums> sumsByApplication(String batch) {
        return reads.read(sql -> BatchReport.sumsByApplication(sql, batch));
    }

    /** Streams the rows in order, in bounded memory. */
    public void forEachRow(String batch, Consumer<Row> consumer) {
        long after = 0;
        List<Row> page = page(batch, after);
        while (!page.isEmpty()) {
            page.forEach(consumer);
            after = page.get(page.size() - 1).row();
            page = page(batch, after);
        }
    }

    private List<Row> page(String batch, long after) {
        return reads.read(sql -> BatchReport.page(sql, batch, after));
    }
}
