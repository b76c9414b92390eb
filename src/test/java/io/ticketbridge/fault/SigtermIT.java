package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to the packaged bridge while it is busy; a second start then finishes what the first left. */
class SigtermIT {

    /** Of the ten seconds that callers and exchanges under way have, and of the JVM's own end. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Sandbox upstream;
    private BridgeHome home;
    private Crowd crowd;

    @BeforeEach
    void open() throws IOException {
        upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
        home = new BridgeHome(folder, upstream.uri(), "http.wait=60s", "socialboards.deadline=5s");
        crowd = new Crowd(home.inbox());
    }

    @AfterEach
    void close() {
        crowd.close();
        upstream.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "SIGTERM mid-request, with waiting callers",
            promise = "exit 0 within the grace time; each caller is answered, each answer of the upstream is kept")
    void answersItsCallersAndKeepsWhatTheUpstreamSays() throws Exception {
        upstream.inject(Fault.slow(Endpoint.TICKETS, Duration.ofSeconds(2)));
        try (BridgeProcess bridge = home.start()) {
            crowd.doorsAre(bridge.awaitReady());
            crowd.come("waiting");
            bridge.await("requests under way", () -> upstream.requestCount(Endpoint.TICKETS) >= 4);

            bridge.terminate();

            assertThat(bridge.awaitExit(GRACE)).as(bridge.log()).isZero();
        }
        long requests = upstream.requestCount(Endpoint.TICKETS);
        assertThat(upstream.ticketCount()).as("what was sent was waited for").isEqualTo(requests);

        Taken taken = checkAfterAnotherRun();

        assertThat(taken.isDoubtful("waiting-once"))
                .as("left without an answer")
                .isFalse();
        assertThat(upstream.ticketCount()).isEqualTo(taken.subjects().size());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "SIGTERM during back-off",
            promise = "exit 0 at once; the next start goes on where the wait is over")
    void doesNotWaitForABackOff() throws Exception {
        upstream.inject(Fault.status(Endpoint.TICKETS, 503).retryAfter("3600"));
        try (BridgeProcess bridge = home.start()) {
            crowd.doorsAre(bridge.awaitReady());
            crowd.come("throttled");
            bridge.await("a refusal", () -> upstream.requestCount(Endpoint.TICKETS) >= 1);
            Taken taken = crowd.awaitAllTaken();

            bridge.terminate();

            assertThat(bridge.awaitExit(GRACE)).as(bridge.log()).isZero();
            assertThat(taken.answers()).hasSize(5).allSatisfy((key, answer) -> assertThat(answer.ticketId())
                    .isEqualTo(OptionalLong.empty()));
        }
        assertThat(upstream.ticketCount()).isZero();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "SIGTERM mid-batch",
            promise = "exit 0 within the grace time; the next start finishes the file, each row once")
    void finishesABatchAtTheNextStart() throws Exception {
        upstream.inject(Fault.slow(Endpoint.TICKETS, Duration.ofMillis(300)));
        try (BridgeProcess bridge = home.start()) {
            crowd.doorsAre(bridge.awaitReady());
            crowd.drop("batch", 800);
            bridge.await("the first rows", () -> upstream.ticketCount() >= 20);

            bridge.terminate();

            assertThat(bridge.awaitExit(GRACE)).as(bridge.log()).isZero();
        }
        assertThat(upstream.ticketCount()).isLessThan(800);

        checkAfterAnotherRun();

        assertThat(upstream.ticketCount()).isEqualTo(800);
    }

    private Taken checkAfterAnotherRun() throws Exception {
        Taken taken = LastRun.of(home, upstream, crowd);
        new Conservation(home, taken, upstream).check();
        return taken;
    }
}
