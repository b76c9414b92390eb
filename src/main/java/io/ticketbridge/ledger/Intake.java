package io.ticketbridge.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes submissions in. Identities are decided by the ledger's UNIQUE constraint alone. Thread-safe. */
public final class Intake {

    private final GroupCommit writes;
    private final Corrections corrections;

    Intake(GroupCommit writes, ReadPool reads) {
        this.writes = writes;
        this.corrections = new Corrections(reads);
    }

    /**
     * Accepts submissions, and the read position of their batch, in one transaction. A submission that is refused
     * leaves the others untouched.
     *
     * @return one acceptance a submission, in order
     */
    public List<Acceptance> accept(List<Submission> submissions, Optional<Batches.Position> position) {
        List<Submission> all = List.copyOf(submissions);
        Optional<Correction> correction = position.flatMap(read -> corrections.of(read.batch()));
        return writes.commit(transaction -> {
            List<Acceptance> acceptances = new ArrayList<>(all.size());
            for (Submission submission : all) {
                Acceptance acceptance = new Reception(transaction, submission, correction).decide();
                boolean firstReading = BatchRows.record(transaction.sql(), submission.row(), acceptance);
                if (firstReading) {
                    ReceptionEvents.tell(transaction, submission, acceptance);
                }
                acceptances.add(acceptance);
            }
            if (position.isPresent()) {
                BatchRows.advance(transaction.sql(), position.get());
                BatchFirst.holdIfCancelled(transaction.sql(), position.get().batch());
            }
            return List.copyOf(acceptances);
        });
    }
}
