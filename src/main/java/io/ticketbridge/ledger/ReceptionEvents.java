package io.ticketbridge.ledger;

import java.util.List;

/** Tells the audit what became of a submission. */
final class ReceptionEvents {

    private ReceptionEvents() {}

    static void tell(Transaction transaction, Submission submission, Acceptance acceptance) {
        String key = acceptance.key();
        if (acceptance instanceof Acceptance.Created) {
            EventRows.append(transaction, "accepted", key, about(submission));
        } else if (acceptance instanceof Acceptance.Revised revised) {
            EventRows.append(transaction, "revised", key, about(submission).with("revision", revised.revision()));
        } else if (acceptance instanceof Acceptance.Invalid invalid) {
            EventRows.append(transaction, "rejected", key, about(submission).with(invalid.reason()));
        } else if (acceptance instanceof Acceptance.Converged converged) {
            EventRows.append(
                    transaction,
                    "converged",
                    key,
                    about(submission).with("state", converged.state().label()));
        } else if (acceptance instanceof Acceptance.Refused refused) {
            EventRows.append(transaction, "refused", key, about(submission).with(refused.reason()));
        }
    }

    private static Details about(Submission submission) {
        List<String> identities = submission.identities().stream()
                .map(identity -> identity.kind().label() + ":" + identity.value())
                .toList();
        return new Details()
                .with("door", submission.door())
                .with("upstream", submission.upstream().label())
                .with("application", submission.application())
                .with("account", submission.account())
                .with("contentHash", submission.contentHash())
                .with("identities", identities)
                .with("batch", submission.row().map(BatchRow::batch))
                .with("row", submission.row().map(BatchRow::row));
    }
}
