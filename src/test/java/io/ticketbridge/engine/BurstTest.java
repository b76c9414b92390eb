package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is under way fails in one moment. */
class BurstTest {

    private static final int IN_FLIGHT = 16;
    private static final int TICKETS = 40;

    @TempDir
    Path folder;

    private RunningBridge bridge;

    @BeforeEach
    void start() {
        bridge = new RunningBridge(
                        folder,
                        Clock.systemUTC(),
                        "socialboards.deadline=1s",
                        "socialboards.connect-timeout=500ms",
                        "retry.delay=500ms",
                        "retry.max-delay=10m",
                        "socialboards.max-in-flight=" + IN_FLIGHT)
                .start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    static Stream<Fault> bursts() {
        return Stream.of(Fault.stall(Endpoint.TICKETS), Fault.status(Endpoint.TICKETS, 503));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bursts")
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "all requests under way fail in one moment (silence, 503), and the upstream is well again",
            promise = "they count as one outage: delivery waits for one short step and goes on, each ticket once")
    void isOneOutageAndNotOneForEachRequest(Fault fault) {
        bridge.upstream().inject(fault);

        List<String> keys = IntStream.range(0, TICKETS)
                .mapToObj(i -> bridge.accept("application_id=42&message=m&subject=Number+" + i))
                .toList();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !bridge.engine().ledger().gates().all().isEmpty());
        bridge.upstream().clearFaults();

        keys.forEach(key -> bridge.await(key, intent -> intent.state() == State.DELIVERED));
        assertThat(bridge.upstream().tickets()).hasSize(TICKETS);
    }
}
