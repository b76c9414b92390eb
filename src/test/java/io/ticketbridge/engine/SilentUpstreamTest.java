package io.ticketbridge.engine;

import static io.ticketbridge.socialboards.StandInAnswers.stallAfterTheRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.socialboards.StandInServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilentUpstreamTest {

    private static final int IN_FLIGHT = 4;

    /** More than are ever under way, so that what can be in the way of others is. */
    private static final int LIVE = 10 * IN_FLIGHT;

    private static final int TESTS = 20;

    @TempDir
    Path folder;

    private StandInServer wire;
    private RunningBridge bridge;

    @BeforeEach
    void start() throws Exception {
        wire = new StandInServer();
        bridge = new RunningBridge(
                folder,
                Clock.systemUTC(),
                "socialboards.base-url=" + wire.url(""),
                "socialboards.max-in-flight=" + IN_FLIGHT);
        wire.otherwise(new Forwarding(bridge.upstream().uri()).whole());
        bridge.start();
        String first = bridge.accept("application_id=42&subject=First&message=m"); // brings the access token
        bridge.await(first, intent -> intent.state() == State.DELIVERED);
    }

    @AfterEach
    void stop() throws Exception {
        wire.close(); // resets what hangs, so that the bridge need not wait for its deadline
        bridge.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the upstream takes requests and answers none",
            promise =
                    "no more than max-in-flight are under way; tickets for the other upstream are delivered meanwhile")
    void holdsUpNoTicketForTheOtherUpstream() {
        wire.otherwise(stallAfterTheRequest());
        List<String> live = accept(LIVE, "live");
        await().atMost(Duration.ofSeconds(30)).until(() -> ticketRequests() == 1 + IN_FLIGHT);

        List<String> tests = accept(TESTS, "test");

        tests.forEach(key -> assertThat(bridge.await(key, intent -> intent.state() == State.DELIVERED)
                        .upstream())
                .isEqualTo(Upstream.SANDBOX));
        assertThat(live).noneSatisfy(key -> assertThat(bridge.find(key).rests()).isTrue());
        assertThat(ticketRequests()).isEqualTo(1 + IN_FLIGHT);
    }

    private List<String> accept(int tickets, String mode) {
        return IntStream.range(0, tickets)
                .mapToObj(i ->
                        bridge.accept("application_id=42&message=m&mode=" + mode + "&subject=" + mode + "+number+" + i))
                .toList();
    }

    private long ticketRequests() {
        return wire.requests().stream()
                .filter(request -> request.head().startsWith("POST /tickets "))
                .count();
    }
}
