package io.ticketbridge.ledger;

import java.util.List;
import java.util.Optional;

/** Takes submissions in. Identities are decided by the ledger's UNIQUE constraint alone. */
public final class Intake {

    /**
     * Accepts submissions, and the read position of their batch, in one transaction.
     *
     * @return one acceptance a submission, in order
     */
    public List<Acceptance> accept(List<Submission> submissions, Optional<Batches.Position> position) {
        throw new AssertionError("skeleton");
    }
}
