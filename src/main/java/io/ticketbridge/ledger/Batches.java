package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Dropped and imported files, their read positions and their rows. */
public final class Batches {

    /**
     * @param id SHA-256 of the decompressed bytes and the upstream's label, as {@code hex:label}; {@code --again} adds
     *     a nonce
     * @param name the file's name as it was dropped
     * @param path where the claimed file is now
     * @param state {@code reading}, {@code delivering} (all rows taken), {@code done} or {@code failed}
     * @param rows rows read so far; final once the state is past {@code reading}
     * @param repeats the batch whose bytes this file repeats, where it does
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
            Optional<Instant> finished) {}

    /** How far a batch has been read: rows so far and a fingerprint over them, which a resume compares. */
    public record Position(String batch, long rows, String prefixHash) {}

    /**
     * One row of a report. {@code duplicateOf} = the row converged on this intent of another row or door.
     * {@code reason} is empty for a row that went well.
     */
    public record Row(long row, Optional<String> key, String state, Optional<Intent> intent, Optional<Reason> reason) {}

    /** How the rows stand; the sum of all but {@code rows} and {@code parked} is {@code rows}. */
    public record Sums(
            long rows,
            long delivered,
            long rejected,
            long duplicate,
            long waiting,
            long unknown,
            long dead,
            long parked) {}

    /** Registers a claimed file, or returns the batch that already has its id. */
    public Batch begin(String id, String name, String path, Upstream upstream, Optional<String> repeats) {
        throw new AssertionError("skeleton");
    }

    public Optional<Batch> find(String id) {
        throw new AssertionError("skeleton");
    }

    public Optional<Position> position(String batch) {
        throw new AssertionError("skeleton");
    }

    /** Batches that are not {@code done} or {@code failed}. */
    public List<Batch> open() {
        throw new AssertionError("skeleton");
    }

    public void readToEnd(String batch) {
        throw new AssertionError("skeleton");
    }

    public void finish(String batch, String path) {
        throw new AssertionError("skeleton");
    }

    public void fail(String batch, String path, Reason reason) {
        throw new AssertionError("skeleton");
    }

    public Sums sums(String batch) {
        throw new AssertionError("skeleton");
    }

    /** Streams the rows in order, in bounded memory. */
    public void forEachRow(String batch, Consumer<Row> consumer) {
        throw new AssertionError("skeleton");
    }
}
