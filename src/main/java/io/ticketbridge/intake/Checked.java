package io.ticketbridge.intake;

import io.ticketbridge.ledger.Submission;
import io.ticketbridge.newsocialcloud.FieldError;
import java.util.List;
import java.util.Optional;

/** One ticket after its checks. */
public sealed interface Checked {

    String door();

    /** What goes to the ledger; empty for one that is refused at the door. */
    Optional<Submission> submission();

    List<String> ignoredFields();

    /** For the ledger: valid, or invalid and to be recorded as rejected. */
    record Recordable(String door, Submission recorded, List<String> ignoredFields) implements Checked {
        @Override
        public Optional<Submission> submission() {
            return Optional.of(recorded);
        }
    }

    /** Invalid, and its door answers so without recording it. */
    record Refused(String door, FieldError error) implements Checked {
        @Override
        public Optional<Submission> submission() {
            return Optional.empty();
        }

        @Override
        public List<String> ignoredFields() {
            return List.of();
        }
    }
}
