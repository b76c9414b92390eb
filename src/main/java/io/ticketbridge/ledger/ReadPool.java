package io.ticketbridge.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.sqlite.SQLiteConnection;

/** Connections that only read, beside the writer. Made when first needed, so that opening a ledger stays quick. */
final class ReadPool implements AutoCloseable {

    /** A reading; it sees what was committed before it began. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Sql sql) throws SQLException;
    }

    private static final long WAIT_MILLIS = 6_000;

    private final Dialect dialect;
    private final AtomicReference<HikariDataSource> pool = new AtomicReference<>();
    private final Map<Connection, Sql> kept = new ConcurrentHashMap<>();
    private boolean closed;

    ReadPool(Dialect dialect) {
        this.dialect = dialect;
    }

    <T> T read(Reading<T> reading) {
        try {
            return once(reading);
        } catch (SQLException first) {
            if (!dialect.failures().isWorthReconnecting(first)) {
                throw failure(first);
            }
        }
        try {
            return once(reading);
        } catch (SQLException second) {
            throw failure(second);
        }
    }

    /** The same of one moment, however many statements it takes. */
    <T> T readAtOnce(Reading<T> reading) {
        return read(sql -> {
            sql.update(dialect.beginSnapshot());
            try {
                return reading.read(sql);
            } finally {
                sql.update("ROLLBACK");
            }
        });
    }

    private <T> T once(Reading<T> reading) throws SQLException {
        HikariDataSource source = pool();
        try (Connection connection = source.getConnection()) {
            if (!dialect.mustKeepStatements()) {
                return reading.read(new Sql(connection));
            }
            try {
                return reading.read(kept(connection.unwrap(SQLiteConnection.class)));
            } catch (SQLException e) {
                // The pool did not see the failure, because its own statements were not asked.
                source.evictConnection(connection);
                throw e;
            }
        }
    }

    /** What was prepared on this connection before; what was on those that the pool has closed is let go. */
    private Sql kept(Connection connection) throws SQLException {
        Sql known = kept.get(connection);
        if (known != null) {
            return known;
        }
        for (Connection other : kept.keySet()) {
            if (other.isClosed()) {
                kept.remove(other);
            }
        }
        Sql fresh = new Sql(connection);
        kept.put(connection, fresh);
        return fresh;
    }

    private RuntimeException failure(SQLException cause) {
        // The pool's own time-out has no code; why it got no connection is behind it.
        SQLException root = cause.getCause() instanceof SQLException behind ? behind : cause;
        if (dialect.failures().isUnavailable(root) || root instanceof java.sql.SQLTransientConnectionException) {
            return WriteFailure.unavailable(dialect, root);
        }
        return WriteFailure.forCaller(WriteFailure.ofMember(dialect, root));
    }

    private HikariDataSource pool() {
        HikariDataSource known = pool.get();
        return known != null ? known : made();
    }

    private synchronized HikariDataSource made() {
        if (closed) {
            throw new LedgerUnavailableException("The ledger is closed.", null);
        }
        if (pool.get() == null) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("ledger-reads");
            config.setMinimumIdle(0);
            config.setInitializationFailTimeout(-1);
            config.setConnectionTimeout(WAIT_MILLIS);
            dialect.configureReads(config);
            pool.set(new HikariDataSource(config));
        }
        return pool.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        HikariDataSource known = pool.get();
        if (known != null) {
            known.close();
        }
    }
}
