package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttemptUnderWayTest {

    private static final int REPETITIONS = 5;

    /** A step is repeated while the ledger is away: turns that were taken anew each time would soon all be gone. */
    @Test
    void takesOneTurnHoweverOftenItsStepIsRepeated() {
        RetrySchedule schedule = new RetrySchedule(Duration.ofMillis(50), Duration.ofMillis(400), new Random(1));
        UpstreamLink link = new UpstreamLink(
                Upstream.LIVE, null, null, null, new WireSlots(1), Pace.unlimited(), null, Clock.systemUTC(), schedule);
        AttemptUnderWay attempt = new AttemptUnderWay(null, link);

        assertThat(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < REPETITIONS; i++) {
                        awaitTurn(attempt);
                    }
                }))
                .succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(attempt.enterWire(Duration.ZERO)).isTrue();
    }

    private static void awaitTurn(AttemptUnderWay attempt) {
        try {
            attempt.awaitTurn();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
