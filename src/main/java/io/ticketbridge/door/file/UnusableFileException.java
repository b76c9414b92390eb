package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Reason;

/** A file, or the rest of it, cannot be read as tickets, and trying again will not help. */
public final class UnusableFileException extends RuntimeException {

    /** The bytes are not those that the batch was begun with. */
    static final String CHANGED = "Changed";

    /** The columns file beside it, or given with it, is wrong. */
    static final String BAD_COLUMNS = "BadColumns";

    private final Reason reason;

    public UnusableFileException(String code, String text) {
        super(text);
        this.reason = new Reason(code, text);
    }

    public Reason reason() {
        return reason;
    }
}
