package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of its own for each test, on the one PostgreSQL of this JVM. */
final class PostgresStore implements TestStore, BeforeEachCallback, AfterEachCallback {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private SharedPostgres server;
    private String database;

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        server = SharedPostgres.of(context);
        database = "ledger_" + NAMES.incrementAndGet();
        server.createMigrated(database);
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
