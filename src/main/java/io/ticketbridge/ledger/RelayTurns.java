package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of the engines on one ledger relays to a sink. A turn belongs to a session of its own, so that it ends with
 * this process whatever happens. Thread-safe.
 */
final class RelayTurns implements AutoCloseable {

    private final Dialect dialect;
    private final Map<String, Sql> sessions = new HashMap<>();
    private boolean closed;

    RelayTurns(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Whether this engine has the turn; takes it where no other has it. */
    synchronized boolean take(String sink) {
        if (dialect.hasOneEngine()) {
            return true;
        }
        if (closed) {
            throw new LedgerUnavailableException("The ledger is closed.", null);
        }
        try {
            Sql session = sessions.get(sink);
            if (session == null) {
                session = new Sql(dialect.connect());
                sessions.put(sink, session);
            }
            // Between two calls a transaction stays open, because the server ends one that is idle for long. So the
            // turn of an engine comes to an end when it hangs, or its machine is cut off.
            dialect.commit(session);
            return dialect.takeTurn(session, sink);
        } catch (SQLException e) {
            pass(sink);
            throw WriteFailure.unavailable(dialect, e);
        }
    }

    /** Lets the others have it. */
    synchronized void pass(String sink) {
        Sql session = sessions.remove(sink);
        if (session != null) {
            try {
                session.connection().close();
            } catch (SQLException e) {
                // It was broken already: the server ends it, and the turn with it.
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Map.copyOf(sessions).keySet().forEach(this::pass);
    }
}
