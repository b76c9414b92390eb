package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTrailOnPostgresTest extends AuditTrailContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }

    @Test
    void oneEngineHasTheTurnOfASinkUntilItPassesItOn() {
        try (Ledger other = store.open(machine)) {
            assertThat(ledger.auditTrail().hasTurn("file")).isTrue();
            assertThat(other.auditTrail().hasTurn("file")).isFalse();
            assertThat(other.auditTrail().hasTurn("kafka:audit")).isTrue();
            assertThat(ledger.auditTrail().hasTurn("file")).isTrue();

            ledger.auditTrail().passTurn("file");

            await().until(() -> other.auditTrail().hasTurn("file"));
            assertThat(ledger.auditTrail().hasTurn("file")).isFalse();
        }
        await().until(() -> ledger.auditTrail().hasTurn("file"));
    }

    @Test
    void aSinkThatAnotherEngineRelaysToIsKeptUntilThatOneIsGone() {
        try (Ledger other = store.open(machine)) {
            assertThat(ledger.auditTrail().hasTurn("file")).isTrue();
            other.auditTrail().registerSinks(List.of("kafka:audit"));
            other.auditTrail().record("told to both", Optional.empty(), Map.of());
            assertThat(ledger.auditTrail().pending("file", 10)).hasSize(1);
            assertThat(ledger.auditTrail().pending("kafka:audit", 10)).hasSize(1);

            ledger.auditTrail().passTurn("file");
            await().untilAsserted(() -> {
                other.auditTrail().registerSinks(List.of("kafka:audit"));
                int before = other.auditTrail().pending("file", 100).size();
                other.auditTrail().record("told to one", Optional.empty(), Map.of());
                assertThat(other.auditTrail().pending("file", 100)).hasSize(before);
            });
        }
    }

    @Test
    void theTurnEndsWithItsConnectionAndIsTakenByAnother() throws SQLException {
        try (Ledger other = store.open(machine)) {
            assertThat(ledger.auditTrail().hasTurn("file")).isTrue();
            assertThat(other.auditTrail().hasTurn("file")).isFalse();

            // The other one's session waits for nothing and holds no lock, so that it is not cut.
            store.server()
                    .execute(
                            store.database(),
                            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                                    + " AND granted AND pid <> pg_backend_pid()");

            await().until(() -> other.auditTrail().hasTurn("file"));
            assertThatThrownBy(() -> ledger.auditTrail().hasTurn("file"))
                    .isInstanceOf(LedgerUnavailableException.class);
            assertThat(ledger.auditTrail().hasTurn("file")).isFalse();
        }
    }

    /** Two minutes are too long for a test; that the server counts them is to be seen. */
    @Test
    void theServerWatchesWhetherTheTurnIsStillAskedFor() throws SQLException {
        assertThat(ledger.auditTrail().hasTurn("file")).isTrue();
        assertThat(ledger.auditTrail().hasTurn("file")).isTrue();

        try (Connection beside = Dialect.of(store.location()).connect()) {
            Sql sql = new Sql(beside);
            assertThat(sql.all(
                            "SELECT a.state FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid"
                                    + " WHERE l.locktype = 'advisory' AND a.datname = current_database()",
                            row -> row.getString(1)))
                    .containsExactly("idle in transaction");
            assertThat(sql.first("SHOW idle_in_transaction_session_timeout", row -> row.getString(1)))
                    .contains("2min");
        }
    }

    @Test
    void ledgersInOneDatabaseHaveTurnsOfTheirOwn() throws SQLException {
        store.server().execute(store.database(), "CREATE SCHEMA elsewhere");
        Ledger.Location here = store.location();
        Ledger.Location elsewhere = new Ledger.Location(
                here.url() + "?currentSchema=elsewhere", here.user(), here.password(), here.dataDir());
        try (Ledger other = Ledger.open(elsewhere, Clock.systemUTC())) {
            other.auditTrail().record("elsewhere", Optional.empty(), Map.of());
            assertThat(ledger.auditTrail().pending("file", 1)).isEqualTo(List.of());

            assertThat(ledger.auditTrail().hasTurn("file")).isTrue();
            assertThat(other.auditTrail().hasTurn("file")).isTrue();
        }
    }
}
