package io.ticketbridge.ledger;

import java.util.ArrayList;
import java.util.List;

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

    /** The outcomes that a row has, and always how many are delivered. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        parts.add(delivered + " delivered");
        add(parts, rejected, "rejected");
        add(parts, duplicate, "duplicate");
        add(parts, waiting, "waiting");
        add(parts, unknown, "unknown");
        add(parts, parked, "parked");
        add(parts, dead, "dead");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    /** Whether nothing happens to any row any more without a person. */
    public boolean isAtRest() {
        return waiting == 0 && unknown == parked;
    }
}
