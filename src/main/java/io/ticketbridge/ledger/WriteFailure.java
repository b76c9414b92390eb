package io.ticketbridge.ledger;

import java.sql.SQLException;

/** Turns what stopped a member into what its caller sees. */
final class WriteFailure {

    private WriteFailure() {}

    static LedgerUnavailableException unavailable(Dialect dialect, SQLException cause) {
        return new LedgerUnavailableException(dialect.failures().explain(cause), cause);
    }

    /** The store was lost at the commit itself. */
    static LedgerUnavailableException atCommit(Dialect dialect, SQLException cause) {
        return new LedgerUnavailableException(
                dialect.failures().explain(cause), cause, dialect.failures().mayHaveCommitted(cause));
    }

    /**
     * A failure that is no known outage: what the work itself threw, a value that the database cannot hold, or else a
     * trouble of the store that nobody foresaw, which is waited for like an outage and never blamed on a ticket.
     */
    static Throwable ofMember(Dialect dialect, Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return cause;
        }
        String refused = "The ledger " + dialect.name() + " refused a statement (SQLSTATE " + sql.getSQLState()
                + ", code " + sql.getErrorCode() + ")";
        return dialect.failures().isCausedByData(sql)
                ? new IllegalStateException(refused + "; this is a defect, please report it.", cause)
                : new LedgerUnavailableException(refused + "; look into the database, or report it.", cause);
    }

    /** A fresh exception for each caller, so that its stack shows who called. */
    static RuntimeException forCaller(Throwable failure) {
        if (failure instanceof LedgerUnavailableException unavailable) {
            return new LedgerUnavailableException(failure.getMessage(), failure, unavailable.isInDoubt());
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("The ledger could not do its work.", failure);
    }
}
