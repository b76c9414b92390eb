package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.ShiftedClock;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that is away for nine hours, by a clock that is moved. */
class OutageTest {

    private static final int TICKETS = 12;
    private static final int HALF_HOURS = 18;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final ShiftedClock clock = new ShiftedClock();
    private final List<String> keys = new ArrayList<>();
    private RunningBridge bridge;

    @BeforeEach
    void start() {
        bridge = new RunningBridge(folder, clock, clock, "retry.max-attempts=2", "retry.max-age=1h").start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the upstream refuses connections for nine hours",
            promise = "no ticket is charged or dead; all are delivered exactly once when it is back")
    void outlastsNineHoursOfRefusedConnections() {
        bridge.upstreamDown();
        acceptAll();
        for (int i = 0; i < HALF_HOURS; i++) {
            Instant later = clock.instant().plus(Duration.ofMinutes(30));
            clock.advance(Duration.ofMinutes(30));
            Awaitility.await().atMost(PATIENCE).until(() -> isThrottledBeyond(later));
        }
        bridge.upstreamUp();

        assertAllAreDeliveredOnce();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the upstream answers 503 with Retry-After: 3600, again and again for nine hours",
            promise = "no ticket is charged or dead; all are delivered exactly once when it is back")
    void outlastsNineHoursOfRetryAfter() {
        bridge.upstream().inject(Fault.status(Endpoint.TICKETS, 503).retryAfter("3600"));
        acceptAll();
        for (int i = 0; i < HALF_HOURS / 2; i++) {
            Instant later = clock.instant().plus(Duration.ofMinutes(61));
            clock.advance(Duration.ofMinutes(61));
            Awaitility.await().atMost(PATIENCE).until(() -> isThrottledBeyond(later));
        }
        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isLessThan(TICKETS + 3L * HALF_HOURS);
        bridge.upstream().clearFaults();
        clock.advance(Duration.ofMinutes(61));

        assertAllAreDeliveredOnce();
    }

    /** A gate that is shut beyond this time, and no attempt under way that a moved clock would end. */
    private boolean isThrottledBeyond(Instant time) {
        return keys.stream().noneMatch(key -> bridge.find(key).state() == State.SENDING)
                && bridge.engine().ledger().gates().all().stream()
                        .anyMatch(gate -> gate.until().orElseThrow().isAfter(time));
    }

    private void acceptAll() {
        for (int i = 0; i < TICKETS; i++) {
            keys.add(bridge.accept("application_id=42&message=text&subject=outage+" + i));
        }
        Awaitility.await().atMost(PATIENCE).until(() -> isThrottledBeyond(Instant.EPOCH));
    }

    private void assertAllAreDeliveredOnce() {
        List<Intent> rested = keys.stream()
                .map(key -> bridge.await(key, intent -> intent.state() == State.DELIVERED))
                .toList();
        assertThat(rested).allSatisfy(intent -> {
            assertThat(intent.charged()).isZero();
            assertThat(intent.possibleDouble()).isFalse();
        });
        assertThat(bridge.upstream().tickets()).hasSize(TICKETS);
    }
}
