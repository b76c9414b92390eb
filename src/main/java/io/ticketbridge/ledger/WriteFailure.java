package io.ticketbridge.ledger;

import java.sql.SQLException;

/** Turns what stopped a member into what its caller sees. */
final class WriteFailure {

    private WriteFailure() {}

    static LedgerUnavailableException unavailable(Dialect dialect, SQLException cause) {
        return new LedgerUnavailableException(dialect.explain(cause), cause);
    }

    /** A failure that is no outage: a bug of ours, or what the work itself threw. */
    static Throwable ofMember(Dialect dialect, Throwable cause) {
        if (cause instanceof SQLException sql) {
            return new IllegalStateException(
                    "The ledger " + dialect.name() + " refused a statement (SQLSTATE " + sql.getSQLState() + ", code "
                            + sql.getErrorCode() + "); this is a defect, please report it.",
                    cause);
        }
        return cause;
    }

    /** A fresh exception for each caller, so that its stack shows who called. */
    static RuntimeException forCaller(Throwable failure) {
        if (failure instanceof LedgerUnavailableException) {
            return new LedgerUnavailableException(failure.getMessage(), failure);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("The ledger could not do its work.", failure);
    }
}
