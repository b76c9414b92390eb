package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What many callers at once cost together: commits, each of them one fsync of the ledger's log, those of the audit's
 * files, wire requests, and what all threads of the bridge allocate. The first round is not counted: it finds
 * everything cold, and so the callers come one by one.
 */
class SharedCommitsTest {

    private static final int CALLERS = 64;
    private static final int TICKETS_EACH = 12;
    private static final int TICKETS = CALLERS * TICKETS_EACH;

    /** Accepted, claimed, settled. */
    private static final int WRITES_A_TICKET = 3;

    /** How often the audit's relay looks, and how many batches it may then write: each is one fsync of its file. */
    private static final int RELAY_MILLIS = 200;

    private static final int FILE_SYNCS_A_RELAY = 2;

    /** 165 kB before the compiler has taken any of it away, and what the relay and the timers need beside. */
    private static final long MOST_BYTES_A_TICKET = 200_000;

    @TempDir
    Path folder;

    @Test
    void sixtyFourCallersPayLessThanOneFsyncATicketAndExactlyOneWireRequest() throws Exception {
        try (RunningBridge bridge =
                new RunningBridge(folder, Clock.systemUTC(), Callers.allDoors(folder, "queue.port=off")).start()) {
            Callers callers = new Callers(bridge, folder);
            post(callers);
            callers.awaitAll(State.DELIVERED, TICKETS);
            long allocated = AllocatedBytes.soFar();
            Ledger.CommitCounts before = bridge.engine().ledger().commitCounts();
            long began = System.nanoTime();

            post(callers);
            Ledger.CommitCounts after = bridge.engine().ledger().commitCounts();
            long relays = Duration.ofNanos(System.nanoTime() - began).toMillis() / RELAY_MILLIS + 1;

            callers.awaitAll(State.DELIVERED, 2 * TICKETS);
            assertThat((AllocatedBytes.soFar() - allocated) / TICKETS).isBetween(1L, MOST_BYTES_A_TICKET);
            assertThat(bridge.upstream().tickets()).hasSize(2 * TICKETS);
            assertThat(after.members() - before.members()).isGreaterThanOrEqualTo(WRITES_A_TICKET * TICKETS);
            assertThat(after.commits() - before.commits() + relays * FILE_SYNCS_A_RELAY)
                    .isLessThan(TICKETS);
        }
    }

    private static void post(Callers callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller * TICKETS_EACH;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < TICKETS_EACH; i++) {
                        assertThat(callers.post(form(first + i)).statusCode()).isEqualTo(200);
                    }
                }));
            }
            for (Future<?> caller : done) {
                caller.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String form(int number) {
        return "application_id=42&subject=Hei+" + number + "&message=Ticket+" + number;
    }
}
