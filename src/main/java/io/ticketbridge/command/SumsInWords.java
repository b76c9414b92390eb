package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;
import java.util.ArrayList;
import java.util.List;

/** How the rows of a batch stand, in words. */
final class SumsInWords {

    private SumsInWords() {}

    /** Every outcome, and those that parked. */
    static String all(BatchSums sums) {
        return sums.delivered() + " delivered, " + sums.rejected() + " rejected, " + sums.duplicate() + " duplicate, "
                + sums.waiting() + " waiting, " + sums.unknown() + " unknown (" + sums.parked() + " parked), "
                + sums.dead() + " dead";
    }

    /** The outcomes that a row has, and always how many are delivered. */
    static String some(BatchSums sums) {
        List<String> parts = new ArrayList<>();
        parts.add(sums.delivered() + " delivered");
        add(parts, sums.rejected(), "rejected");
        add(parts, sums.duplicate(), "duplicate");
        add(parts, sums.waiting(), "waiting");
        add(parts, sums.unknown(), "unknown");
        add(parts, sums.parked(), "parked");
        add(parts, sums.dead(), "dead");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }
}
