package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL goes away and comes back. */
class PostgresOutageTest {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    private Ledger open() {
        return store.open(Clock.systemUTC());
    }

    private static Acceptance accept(Ledger ledger, Submission submission) {
        return ledger.intake().accept(List.of(submission), Optional.empty()).get(0);
    }

    private void cutConnections() throws SQLException {
        store.server()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + store.database()
                        + "'");
    }

    private void allowConnections(boolean allowed) throws SQLException {
        store.server().execute("ALTER DATABASE " + store.database() + " ALLOW_CONNECTIONS " + allowed);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "PostgreSQL cuts a connection",
            promise = "it is replaced; no caller notices")
    void aCutConnectionIsReplacedUnnoticed() throws SQLException {
        try (Ledger ledger = open()) {
            String key = accept(ledger, submission("a")).key();
            assertThat(ledger.inspection().find(key)).isPresent();

            cutConnections();

            assertThat(accept(ledger, submission("b"))).isInstanceOf(Acceptance.Created.class);
            assertThat(ledger.inspection().find(key)).isPresent();
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "PostgreSQL is away",
            promise = "intake says so; it recovers by itself")
    void aDatabaseThatIsAwayRefusesAndThenRecovers() throws SQLException {
        try (Ledger ledger = open()) {
            String key = accept(ledger, submission("a")).key();
            allowConnections(false);
            cutConnections();

            assertThatThrownBy(() -> accept(ledger, submission("b")))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining(store.database());
            assertThatThrownBy(() -> ledger.inspection().find(key)).isInstanceOf(LedgerUnavailableException.class);

            allowConnections(true);
            assertThat(accept(ledger, submission("b"))).isInstanceOf(Acceptance.Created.class);
            assertThat(ledger.inspection().find(key)).isPresent();
        }
    }

    @Test
    void aTroubleThatNobodyForesawIsWaitedForLikeAnOutage() throws SQLException {
        try (Ledger ledger = open()) {
            execute("ALTER TABLE intent RENAME TO elsewhere");
            assertThatThrownBy(() -> accept(ledger, submission("a"))).isInstanceOf(LedgerUnavailableException.class);

            execute("ALTER TABLE elsewhere RENAME TO intent");
            assertThat(accept(ledger, submission("a"))).isInstanceOf(Acceptance.Created.class);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection other = Dialect.of(store.location()).connect()) {
            new Sql(other).update(sql);
            other.commit();
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsPassword() {
        Ledger.Location nowhere = new Ledger.Location(
                "jdbc:postgresql://localhost:1/tickets?password=canary",
                Optional.of("anna"),
                Optional.of("canary"),
                store.location().dataDir());

        assertThatThrownBy(() -> Ledger.open(nowhere, Clock.systemUTC()))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:1/tickets")
                .hasMessageNotContaining("canary");
        assertThat(nowhere.toString()).doesNotContain("canary");
    }

    @Test
    void theDatabasesClockCounts() {
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(5));

        try (Ledger ledger = store.open(wrong)) {
            assertThat(Duration.between(
                                    ledger.clock().instant(), Clock.systemUTC().instant())
                            .abs())
                    .isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void aStepOfThisMachinesClockIsCorrectedBeforeTheNextWrite() {
        ShiftedClock machine = new ShiftedClock();
        try (Ledger ledger = store.open(machine)) {
            accept(ledger, submission("a"));
            machine.advance(Duration.ofHours(-1));

            String key = accept(ledger, submission("b")).key();

            assertThat(ledger.inspection().find(key).orElseThrow().createdAt())
                    .isAfter(Clock.systemUTC().instant().minus(Duration.ofMinutes(1)));
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "two engines commit audit events in another order than they were numbered",
            promise = "the relay skips none")
    void anEventCommittedLateIsNotSkipped() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Ledger ledger = open();
                GroupCommit slow =
                        new GroupCommit(new Writer(Dialect.of(store.location()), new LedgerClock(Clock.systemUTC())))) {
            FutureTask<Boolean> caller = new FutureTask<>(() -> slow.commit(transaction -> {
                EventRows.append(transaction, "late", "key", new Details());
                transaction.events().write();
                written.countDown();
                return passed(go);
            }));
            new Thread(caller).start();
            assertThat(passed(written)).isTrue();
            AuditTrail trail = ledger.auditTrail();
            trail.record("early", Optional.empty(), Map.of());
            AuditTrail.Event early = trail.pending("file", 10).get(0);
            trail.relayed("file", "file", List.of(early.id()), new AuditTrail.ChainEnd(1, "h", early.id()));

            go.countDown();
            assertThat(caller.get(20, TimeUnit.SECONDS)).isTrue();

            assertThat(trail.pending("file", 10)).singleElement().satisfies(late -> {
                assertThat(late.type()).isEqualTo("late");
                assertThat(late.id()).isLessThan(early.id());
            });
        }
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "PostgreSQL is set to commit lazily",
            promise = "the ledger's commits are durable all the same")
    void aServerThatCommitsLazilyIsToldNotTo() throws SQLException {
        store.server().execute("ALTER DATABASE " + store.database() + " SET synchronous_commit = off");

        try (Connection writing = Dialect.of(store.location()).connect()) {
            assertThat(new Sql(writing).first("SHOW synchronous_commit", row -> row.getString(1)))
                    .contains("on");
        }
    }
}
