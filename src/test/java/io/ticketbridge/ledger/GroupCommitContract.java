package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many callers, few commits, and nobody pays for another's failure. */
abstract class GroupCommitContract extends LedgerContract {

    private static final Reason REASON = Tickets.REASON;

    private Writer writer;
    private GroupCommit writes;

    @BeforeEach
    void openWriter() {
        Dialect dialect = Dialect.of(store().location());
        writer = new Writer(dialect, new LedgerClock(machine));
        writes = new GroupCommit(writer);
    }

    @AfterEach
    void closeWriter() {
        writes.close();
    }

    private static Work<Boolean> shutting(String scope) {
        return transaction -> transaction
                        .sql()
                        .update(
                                "INSERT INTO gate (scope, state, reason_code, reason_text, since)"
                                        + " VALUES (?, 'halted', ?, ?, 0)",
                                scope,
                                REASON.code(),
                                REASON.text())
                == 1;
    }

    /** Hands all of them over while the writer is busy, so that they become one group. */
    private List<FutureTask<Boolean>> together(List<Work<Boolean>> works) {
        CountDownLatch busy = new CountDownLatch(1);
        FutureTask<Boolean> first = caller(transaction -> passed(busy));
        List<FutureTask<Boolean>> callers = new ArrayList<>();
        callers.add(first);
        works.forEach(work -> callers.add(caller(work)));
        busy.countDown();
        return callers;
    }

    private static boolean passed(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FutureTask<Boolean> caller(Work<Boolean> work) {
        FutureTask<Boolean> task = new FutureTask<>(() -> writes.commit(work));
        Thread thread = new Thread(task);
        thread.start();
        await().pollInterval(Duration.ofMillis(2)).until(() -> thread.getState() == Thread.State.WAITING);
        return task;
    }

    private List<String> shut() {
        return ledger.gates().all().stream().map(Gates.Gate::scope).toList();
    }

    @Test
    void manyCallersShareACommit() throws Exception {
        List<Work<Boolean>> works = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            works.add(shutting("scope " + i));
        }

        for (FutureTask<Boolean> caller : together(works)) {
            assertThat(caller.get(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(writer.counts().members()).isEqualTo(65);
        assertThat(writer.counts().commits()).isEqualTo(2);
        assertThat(shut()).hasSize(64);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "one write of a commit group fails",
            promise = "it fails alone; the others are committed")
    void aFailingMemberFailsAlone() throws Exception {
        Work<Boolean> broken = transaction -> {
            shutting("broken").run(transaction);
            throw new IllegalArgumentException("no");
        };
        Work<Boolean> refused = transaction -> transaction.sql().update("INSERT INTO gate (scope) VALUES (NULL)") == 1;

        List<FutureTask<Boolean>> callers = together(List.of(shutting("one"), broken, refused, shutting("two")));

        assertThat(callers.get(1).get(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> callers.get(2).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> callers.get(3).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(callers.get(4).get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shut()).containsExactly("one", "two");
    }

    @Test
    void anErrorReachesItsCallerAndLeavesTheWriterAlive() throws Exception {
        List<FutureTask<Boolean>> callers = together(List.of(
                transaction -> {
                    throw new AssertionError("defect");
                },
                shutting("one")));

        assertThatThrownBy(() -> callers.get(1).get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(AssertionError.class);
        assertThat(callers.get(2).get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(writes.commit(shutting("two"))).isTrue();
    }

    @Test
    void anInterruptedCallerStillLearnsWhatBecameOfItsWork() {
        Thread.currentThread().interrupt();

        assertThat(writes.commit(shutting("one"))).isTrue();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(shut()).containsExactly("one");
    }

    @Test
    void closingCommitsWhatIsWaitingAndRefusesTheRest() throws Exception {
        List<FutureTask<Boolean>> callers = together(List.of(shutting("one"), shutting("two")));

        writes.close();

        for (FutureTask<Boolean> caller : callers) {
            assertThat(caller.get(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThatThrownBy(() -> writes.commit(shutting("three"))).isInstanceOf(LedgerUnavailableException.class);
        assertThat(shut()).containsExactly("one", "two");
    }

    @Test
    void theLedgerCountsItsCommits() {
        ledger.intake().accept(List.of(Tickets.submission("a"), Tickets.submission("b")), Optional.empty());

        assertThat(ledger.commitCounts()).isEqualTo(new Ledger.CommitCounts(1, 1));
    }
}
