package io.ticketbridge.ledger;

/**
 * The ledger cannot be reached or written now: lost database, full or read-only disk, a lock that lasts. Nothing was
 * kept.
 */
public final class LedgerUnavailableException extends RuntimeException {

    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
