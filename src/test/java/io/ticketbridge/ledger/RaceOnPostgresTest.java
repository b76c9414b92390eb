package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.replyingTo;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RaceOnPostgresTest extends RaceContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }

    @Test
    void aReplyAskedForWhileAnotherEngineBringsTheTicketToRestIsDue()
            throws ExecutionException, InterruptedException, TimeoutException {
        String key = accept(submission("a", external("E-1"))).key();
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (GroupCommit otherEngine =
                new GroupCommit(new Writer(Dialect.of(store.location()), new LedgerClock(machine)))) {
            FutureTask<Boolean> settling = started(new FutureTask<>(() -> otherEngine.commit(transaction -> {
                Intent intent = IntentRows.lock(transaction, key).orElseThrow();
                new Transitions(transaction)
                        .move(
                                intent,
                                new Settlement.Rejected(Tickets.REASON),
                                new Transitions.Cause("a test", false, false));
                moved.countDown();
                return passed(go);
            })));
            assertThat(passed(moved)).isTrue();
            FutureTask<Acceptance> repeated = started(new FutureTask<>(() -> accept(replyingTo(
                    new ReplyAddress("queue:answers", Optional.of("c-1")), submission("a", external("E-1"))))));

            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> repeated.isDone() || waitsForALock());
            go.countDown();

            assertThat(settling.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(repeated.get(20, TimeUnit.SECONDS)).isInstanceOf(Acceptance.Converged.class);
        }
        assertThat(ledger.replyOutbox().pending(10))
                .extracting(ReplyOutbox.PendingReply::key)
                .containsExactly(key);
    }

    @Test
    void nothingIsClaimedOnceAPauseHasReturned() throws ExecutionException, InterruptedException, TimeoutException {
        try (Ledger otherEngine = store.open(machine)) {
            for (int round = 0; round < 40; round++) {
                String batch = "race" + round + ":live";
                ledger.batches().begin(batch, "t.csv", "/taken/" + batch, Upstream.LIVE, Optional.empty());
                List<Submission> rows = new ArrayList<>();
                for (int row = 1; row <= 12; row++) {
                    rows.add(Tickets.inRow(batch, row, submission(batch + row)));
                }
                List<String> keys = ledger.intake().accept(rows, Optional.empty()).stream()
                        .map(Acceptance::key)
                        .toList();
                CountDownLatch begun = new CountDownLatch(1);
                FutureTask<Integer> claiming = started(new FutureTask<>(() -> {
                    begun.countDown();
                    return (int) keys.stream()
                            .filter(key -> otherEngine
                                    .deliveries()
                                    .claim(key, 1, Tickets.request(key), LEASE)
                                    .isPresent())
                            .count();
                }));
                assertThat(passed(begun)).isTrue();
                LockSupport.parkNanos(round * 300_000L);

                ledger.batchControl().pause(batch, new Replays.Order("anna", Optional.empty()));
                long claimed = keys.stream()
                        .filter(key -> find(key).state() == State.SENDING)
                        .count();

                assertThat(claiming.get(20, TimeUnit.SECONDS))
                        .as("claims of round %s, and those that were there when the pause returned", round)
                        .isEqualTo((int) claimed);
            }
        }
    }

    private boolean waitsForALock() throws SQLException {
        try (Connection connection = Dialect.of(store.location()).connect()) {
            return new Sql(connection)
                    .any(
                            "SELECT 1 FROM pg_stat_activity WHERE datname = ? AND wait_event_type = 'Lock'",
                            store.database());
        }
    }

    private static <T> FutureTask<T> started(FutureTask<T> task) {
        new Thread(task).start();
        return task;
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
