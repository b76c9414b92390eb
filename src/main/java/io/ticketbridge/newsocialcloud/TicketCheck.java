package io.ticketbridge.newsocialcloud;

import java.util.List;
import java.util.Optional;

/** Turns field values into a support ticket, or says which field breaks which rule. Pure. */
public final class TicketCheck {

    /**
     * What the check found. {@code applicationId} and {@code externalId} are given, where readable, even for an invalid
     * ticket.
     */
    public sealed interface Result {
        record Valid(SupportTicket ticket, List<String> ignoredFields) implements Result {}

        record Invalid(FieldError error, Optional<String> applicationId) implements Result {}
    }

    private TicketCheck() {}

    public static Result check(TicketFields fields) {
        throw new AssertionError("skeleton");
    }
}
