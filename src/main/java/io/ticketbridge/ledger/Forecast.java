package io.ticketbridge.ledger;

/** What {@link Intake#accept} would make of one {@link Submission}: see {@link Preview}. */
public sealed interface Forecast {

    /** Whose ticket a submission means. */
    sealed interface Holder {

        /** An intent that is in the ledger, as it is now. */
        record Known(Intent intent) implements Holder {}

        /** What an earlier submission of the same preview would make, met or change. @param number 1 = the first */
        record Earlier(long number) implements Holder {}
    }

    /** A new intent. */
    record Created() implements Forecast {}

    /** A rejected intent would take this new content and be accepted again. */
    record Revised(Holder holder) implements Forecast {}

    /** The same identity and content: nothing would be created. */
    record Converged(Holder holder) implements Forecast {}

    /** Would be recorded as {@code rejected}. */
    record Invalid(Reason reason) implements Forecast {}

    /** Would not be taken. @param code as in the reason of {@link Acceptance.Refused} */
    record Refused(String code, Holder holder) implements Forecast {}
}
