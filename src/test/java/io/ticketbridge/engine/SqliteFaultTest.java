package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.fault.ProvesFault.Group;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole bridge whose SQLite ledger fails and recovers under it. */
class SqliteFaultTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** So that a lock of a second is one that lasts; by default five seconds are waited for it. */
    private static final String IMPATIENT = "?busy_timeout=100";

    /** About the size of an empty ledger and a few tickets. */
    private static final String SMALL = "&max_page_count=200";

    @TempDir
    private Path folder;

    private RunningBridge bridge;
    private Callers callers;

    @AfterEach
    void stop() {
        bridge.close();
    }

    private void start(String parameters) {
        bridge = new RunningBridge(
                        folder,
                        Clock.systemUTC(),
                        SandboxOptions.defaults().rotating(),
                        Callers.allDoors(folder, "ledger.url=jdbc:sqlite:" + ledger() + parameters))
                .start();
        callers = new Callers(bridge, folder);
    }

    private Path ledger() {
        return folder.resolve("data/ledger.db");
    }

    private Connection other() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + ledger() + "?busy_timeout=5000");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    @ProvesFault(
            group = Group.STORAGE,
            fault = "the SQLite ledger is locked by another program, and free again later",
            promise = "REST answers 503 and keeps nothing, messages and files wait, readiness says so;"
                    + " then each ticket is created once, without a restart")
    void goesOnByItselfAfterTheLedgerWasLocked() throws Exception {
        start(IMPATIENT);
        try (Connection other = other()) {
            new LedgerOutage(bridge, callers)
                    .proveAround(() -> execute(other, "BEGIN IMMEDIATE"), () -> execute(other, "ROLLBACK"));
        }
    }

    @Test
    @ProvesFault(
            group = Group.STORAGE,
            fault = "the SQLite ledger cannot grow, and can again later",
            promise = "REST answers 503 and keeps nothing, messages and files wait, readiness says so;"
                    + " then each ticket is created once, without a restart")
    void goesOnByItselfAfterTheDiskWasFull() throws Exception {
        start(IMPATIENT + SMALL);
        try (Connection other = other()) {
            new LedgerOutage(bridge, callers).proveAround(() -> fill(other), () -> execute(other, "DROP TABLE filler"));
        }
    }

    /** Takes more pages than the bridge may use. */
    private static void fill(Connection other) throws SQLException {
        execute(other, "CREATE TABLE filler (bytes BLOB)");
        execute(other, "INSERT INTO filler VALUES (zeroblob(4000000))");
    }

    @Test
    @ProvesFault(
            group = Group.STORAGE,
            fault = "the ledger goes away between an answer of the upstream and its settling",
            promise = "the answer in hand is settled when the ledger is back; there is no second request")
    void settlesTheAnswerInHandWhenTheLedgerIsBack() throws Exception {
        start(IMPATIENT);
        bridge.upstream().inject(Fault.slow(Endpoint.TICKETS, Duration.ofMillis(700)));
        String key = callers.post("application_id=42&subject=Held&message=m", "Prefer", "respond-async")
                .headers()
                .firstValue("Ticketbridge-Key")
                .orElseThrow();
        await().atMost(LONGEST).until(() -> bridge.upstream().requestCount(Endpoint.TICKETS) == 1);
        try (Connection other = other()) {
            execute(other, "BEGIN IMMEDIATE");
            await().atMost(LONGEST).until(() -> bridge.upstream().ticketCount() == 1);
            await().pollDelay(Duration.ofSeconds(1))
                    .until(() -> callers.intent(key).state() == State.SENDING);
            execute(other, "ROLLBACK");
        }

        callers.awaitAll(State.DELIVERED, 1);
        Intent delivered = callers.intent(key);
        assertThat(delivered.attempts()).isEqualTo(1);
        assertThat(delivered.ticketId())
                .hasValue(bridge.upstream().tickets().get(0).id());
        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "the ledger goes away between a rotating token answer and its save",
            promise =
                    "the rotated token is kept, saved when the ledger is back and used next; one token request, no halt")
    void savesTheRotatedTokenWhenTheLedgerIsBack() throws Exception {
        start(IMPATIENT);
        bridge.upstream().inject(Fault.slow(Endpoint.TOKEN, Duration.ofMillis(700)));
        callers.post("application_id=42&subject=One&message=m", "Prefer", "respond-async");
        await().atMost(LONGEST).until(() -> bridge.upstream().requestCount(Endpoint.TOKEN) == 1);
        try (Connection other = other()) {
            execute(other, "BEGIN IMMEDIATE");
            await().pollDelay(Duration.ofMillis(1_500))
                    .until(() -> bridge.upstream().ticketCount() == 0);
            execute(other, "ROLLBACK");
        }
        callers.awaitAll(State.DELIVERED, 1);
        assertThat(bridge.upstream().requestCount(Endpoint.TOKEN)).isEqualTo(1);

        bridge.upstream().revokeTokens();
        assertThat(callers.post("application_id=42&subject=Two&message=m").statusCode())
                .isEqualTo(200);
        assertThat(bridge.upstream().requestCount(Endpoint.TOKEN)).isEqualTo(2);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(2);
    }
}
