package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WireSlotsTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final WireSlots slots = new WireSlots(2);

    @Test
    void letsNoMoreRequestsBeUnderWayThanItHasSlots() throws InterruptedException {
        List<WireSlots.Turn> turns = turns(3);

        assertThat(turns.get(0).enter(AT_ONCE)).isTrue();
        assertThat(turns.get(1).enter(AT_ONCE)).isTrue();
        assertThat(turns.get(2).enter(AT_ONCE)).isFalse();

        turns.get(0).leave();
        assertThat(turns.get(2).enter(AT_ONCE)).isTrue();
    }

    @Test
    void makesAsManyReadyAsAreUnderWayWhileTheUpstreamIsQuick() throws InterruptedException {
        List<WireSlots.Turn> turns = turns(4);

        CompletableFuture<WireSlots.Turn> waiting = another();
        turns.get(3).leave();

        assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void makesNoneReadyAheadForASlowUpstream() throws InterruptedException {
        List<WireSlots.Turn> turns = turns(3);
        turns.get(0).enter(AT_ONCE);
        turns.get(0).ended(Duration.ofSeconds(2));
        turns.get(0).leave();

        CompletableFuture<WireSlots.Turn> waiting = another();
        turns.get(1).leave();
        assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void givesBackOnceWhatIsLeftTwice() throws InterruptedException {
        WireSlots.Turn turn = slots.await();
        turn.enter(AT_ONCE);
        turn.ended(Duration.ofMillis(1));
        turn.leave();
        turn.leave();

        List<WireSlots.Turn> turns = turns(3);
        assertThat(turns.get(0).enter(AT_ONCE)).isTrue();
        assertThat(turns.get(1).enter(AT_ONCE)).isTrue();
        assertThat(turns.get(2).enter(AT_ONCE)).isFalse();
    }

    @Test
    void whoIsToldToStopGetsNoSlot() throws Exception {
        List<WireSlots.Turn> turns = turns(3);
        turns.get(0).enter(AT_ONCE);
        turns.get(1).enter(AT_ONCE);
        CompletableFuture<Boolean> entered = new CompletableFuture<>();
        Thread waiting = new Thread(() -> entered.complete(
                turns.get(2).enter(LONG) || !Thread.currentThread().isInterrupted()));
        waiting.start();

        waiting.interrupt();

        assertThat(entered.get(10, TimeUnit.SECONDS)).isFalse();
        waiting.join();
    }

    private List<WireSlots.Turn> turns(int number) throws InterruptedException {
        List<WireSlots.Turn> turns = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            turns.add(slots.await());
        }
        return turns;
    }

    /** One more, which has to wait. */
    private CompletableFuture<WireSlots.Turn> another() {
        CompletableFuture<WireSlots.Turn> turn = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                turn.complete(slots.await());
            } catch (InterruptedException e) {
                turn.completeExceptionally(e);
            }
        });
        thread.start();
        await().until(() -> turn.isDone() || thread.getState() == Thread.State.WAITING);
        assertThat(turn).isNotDone();
        return turn;
    }
}
