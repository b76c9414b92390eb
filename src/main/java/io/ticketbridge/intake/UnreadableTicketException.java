package io.ticketbridge.intake;

/** A body that is no ticket in any encoding. The message says why, without quoting it. */
public final class UnreadableTicketException extends Exception {

    public UnreadableTicketException(String message) {
        super(message);
    }
}
