package io.ticketbridge.ledger;

/** What became of one {@link Submission}. Returned only after the ledger has committed. */
public sealed interface Acceptance {

    /** The ticket key of the intent that this submission created or met. */
    String key();

    /** A new intent, as it was committed. */
    record Created(Intent intent) implements Acceptance {
        @Override
        public String key() {
            return intent.key();
        }
    }

    /** A rejected intent took this new content and is accepted again. */
    record Revised(String key, int revision) implements Acceptance {}

    /** The same identity and content as an intent that is already here; nothing was created. */
    record Converged(String key, State state) implements Acceptance {}

    /** Recorded as {@code rejected} at the door; it will not be sent. */
    record Invalid(String key, Reason reason) implements Acceptance {}

    /** Not taken: {@code KeyReused} or {@code KeyConflict}. {@code key} is the intent that stands in the way. */
    record Refused(String key, Reason reason) implements Acceptance {}
}
