package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of its own for each test, on the one PostgreSQL of this JVM. */
final class PostgresStore implements TestStore, BeforeEachCallback, AfterEachCallback {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private SharedPostgres server;
    private String database;
    private Duration passed = Duration.ZERO;

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        server = SharedPostgres.of(context);
        database = "ledger_" + NAMES.incrementAndGet();
        server.createMigrated(database);
        passed = Duration.ZERO;
        // A function of ours hides the database's own, so that a test can let its time pass.
        server.execute(database, "CREATE SCHEMA shifted");
        shiftDatabase();
        server.execute("ALTER DATABASE " + database + " SET search_path = shifted, pg_catalog, public");
    }

    @Override
    public void advance(ShiftedClock machine, Duration by) {
        machine.advance(by);
        passed = passed.plus(by);
        try {
            shiftDatabase();
        } catch (SQLException e) {
            throw new IllegalStateException("the database's clock cannot be moved", e);
        }
    }

    private void shiftDatabase() throws SQLException {
        server.execute(
                database,
                "CREATE OR REPLACE FUNCTION shifted.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                        + " $$ SELECT pg_catalog.clock_timestamp() + interval '" + passed.toMillis()
                        + " milliseconds' $$");
    }

    @Override
    public Ledger.Location location() {
        return server.location(database);
    }

    SharedPostgres server() {
        return server;
    }

    String database() {
        return database;
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        server.execute("DROP DATABASE " + database + " WITH (FORCE)");
    }
}
