package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;

/** How the rows of a batch stand, in all words; {@link BatchSums#inWords()} is shorter. */
final class SumsInWords {

    private SumsInWords() {}

    /** Every outcome, and those that parked. */
    static String all(BatchSums sums) {
        return sums.delivered() + " delivered, " + sums.rejected() + " rejected, " + sums.duplicate() + " duplicate, "
                + sums.waiting() + " waiting, " + sums.unknown() + " unknown (" + sums.parked() + " parked), "
                + sums.dead() + " dead";
    }
}
