package io.ticketbridge.ledger;

/** How the rows of a batch stand; the sum of all but {@code rows} and {@code parked} is {@code rows}. */
public record BatchSums(
        long rows, long delivered, long rejected, long duplicate, long waiting, long unknown, long dead, long parked) {

    /** Of no rows. */
    public static final BatchSums NONE = new BatchSums(0, 0, 0, 0, 0, 0, 0, 0);

    public BatchSums plus(BatchSums other) {
        return new BatchSums(
                rows + other.rows,
                delivered + other.delivered,
                rejected + other.rejected,
                duplicate + other.duplicate,
                waiting + other.waiting,
                unknown + other.unknown,
                dead + other.dead,
                parked + other.parked);
    }

    /** Whether nothing happens to any row any more without a person. */
    public boolean isAtRest() {
        return waiting == 0 && unknown == parked;
    }
}
