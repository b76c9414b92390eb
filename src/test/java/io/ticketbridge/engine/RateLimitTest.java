package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.RecordedRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitTest {

    private static final int TICKETS = 40;
    private static final Duration ALLOWED = Duration.ofMillis(50);

    /** How much later than the others the first request may be seen by an upstream on a busy machine. */
    private static final Duration LATE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @Test
    void sendsABacklogNoFasterThanTheUpstreamAllowsAndAllOfIt() {
        try (RunningBridge bridge =
                new RunningBridge(folder, Clock.systemUTC(), "socialboards.rate-limit=20/1s").start()) {
            List<String> keys = IntStream.range(0, TICKETS)
                    .mapToObj(i -> bridge.accept("application_id=42&message=m&subject=paced+" + i))
                    .toList();
            keys.forEach(key -> bridge.await(key, intent -> intent.state() == State.DELIVERED));

            List<Instant> times = bridge.upstream().requests().stream()
                    .filter(request -> request.path().equals("/tickets"))
                    .map(RecordedRequest::time)
                    .sorted()
                    .toList();
            assertThat(times).hasSize(TICKETS);
            assertThat(Duration.between(times.get(0), times.get(TICKETS - 1)))
                    .isGreaterThan(ALLOWED.multipliedBy(TICKETS - 1).minus(LATE));
        }
    }

    @Test
    void usesTheRateForRequestsAndNotForTicketsThatWaitForTheirTurn() {
        try (RunningBridge bridge =
                new RunningBridge(folder, Clock.systemUTC(), "socialboards.rate-limit=60/1m").start()) {
            List<String> keys = IntStream.range(0, 10)
                    .mapToObj(i -> bridge.accept("application_id=42&message=m&subject=paced+" + i))
                    .toList();
            keys.forEach(key -> bridge.await(key, intent -> intent.state() == State.DELIVERED));

            String alone = bridge.accept("application_id=42&message=m&subject=alone");

            bridge.await(alone, intent -> intent.state() == State.DELIVERED); // hints at it again and again took 36 s
        }
    }
}
