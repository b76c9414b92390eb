package io.ticketbridge.engine;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.fault.ProvesFault.Group;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.SharedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A whole bridge whose ledger is a PostgreSQL database: tickets through all doors, before and after an outage. */
class PostgresBridgeTest {

    private static final String DATABASE = "bridge";

    @TempDir
    private Path folder;

    private SharedPostgres server;

    @RegisterExtension
    final BeforeEachCallback postgres = context -> server = SharedPostgres.of(context);

    private RunningBridge bridge;

    @BeforeEach
    void start() throws SQLException {
        server.createMigrated(DATABASE);
        Ledger.Location location = server.location(DATABASE);
        bridge = new RunningBridge(
                        folder,
                        Clock.systemUTC(),
                        Callers.allDoors(
                                folder,
                                "ledger.url=" + location.url(),
                                "ledger.user=" + location.user().orElseThrow()))
                .start();
    }

    @AfterEach
    void stop() throws SQLException {
        bridge.close();
        server.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    @Test
    @ProvesFault(
            group = Group.STORAGE,
            fault = "PostgreSQL goes away, and comes back later",
            promise = "REST answers 503 and keeps nothing, messages and files wait, readiness says so;"
                    + " then each ticket is created once, without a restart")
    void takesTicketsThroughAllDoorsAndGoesOnByItselfAfterAnOutage() throws Exception {
        new LedgerOutage(bridge, new Callers(bridge, folder))
                .proveAround(
                        () -> {
                            server.execute("ALTER DATABASE " + DATABASE + " ALLOW_CONNECTIONS false");
                            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                                    + DATABASE + "'");
                        },
                        () -> server.execute("ALTER DATABASE " + DATABASE + " ALLOW_CONNECTIONS true"));
    }
}
