package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Set;

/**
 * By SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html).
 *
 * @param name of the store, for messages
 */
record PostgresFailures(String name) implements StoreFailures {

    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "23505");
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58", "28", "3D", "XX");
    private static final Set<String> DATA_CLASSES = Set.of("22", "23");
    private static final String READ_ONLY = "25006";
    private static final String CLOSED_TO_CONNECTIONS = "55000";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Override
    public boolean isTransient(SQLException failure) {
        return TRANSIENT.contains(stateOf(failure));
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        String state = stateOf(failure);
        return state.equals(READ_ONLY)
                || state.equals(CLOSED_TO_CONNECTIONS)
                || state.equals(LOCK_NOT_AVAILABLE)
                || (state.length() >= 2 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2)));
    }

    @Override
    public boolean isCausedByData(SQLException failure) {
        String state = stateOf(failure);
        return state.length() >= 2 && DATA_CLASSES.contains(state.substring(0, 2));
    }

    /** The connection may have broken after the server had committed. */
    @Override
    public boolean mayHaveCommitted(SQLException failure) {
        return true;
    }

    private static String stateOf(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    @Override
    public boolean isWorthReconnecting(SQLException failure) {
        return stateOf(failure).startsWith("08") || stateOf(failure).startsWith("57P");
    }

    @Override
    public String explain(SQLException failure) {
        String state = stateOf(failure);
        String what = " cannot be reached; check that PostgreSQL runs and ticketbridge.ledger.url is right.";
        if (state.equals(READ_ONLY)) {
            what = " is read-only; point ticketbridge.ledger.url at the primary.";
        } else if (state.equals(LOCK_NOT_AVAILABLE)) {
            what = " kept a row locked too long; look for long transactions.";
        } else if (state.startsWith("53")) {
            what = " is out of disk, memory or connections.";
        } else if (state.startsWith("28")) {
            what = " refused the user or password of ticketbridge.ledger.";
        } else if (state.startsWith("3D")) {
            what = " does not exist; create the database.";
        }
        return "The ledger " + name + what + " (SQLSTATE " + state + ")";
    }
}
