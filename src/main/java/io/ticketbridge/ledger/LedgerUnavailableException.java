package io.ticketbridge.ledger;

/**
 * The ledger cannot be reached or written now: lost database, full or read-only disk, a lock that lasts. Nothing was
 * kept, unless {@link #isInDoubt()}.
 */
public final class LedgerUnavailableException extends RuntimeException {

    private final boolean inDoubt;

    public LedgerUnavailableException(String message, Throwable cause) {
        this(message, cause, false);
    }

    LedgerUnavailableException(String message, Throwable cause, boolean inDoubt) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    /**
     * Whether the store was lost while it committed, so that all of the transaction may have been kept, or nothing. The
     * same work under the same identity may be tried again safely; a ticket without an identity may be taken twice.
     */
    public boolean isInDoubt() {
        return inDoubt;
    }
}
