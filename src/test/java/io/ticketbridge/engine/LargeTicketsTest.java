package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unknown among tickets so large that a page of 50 of them is longer than an answer may be. */
class LargeTicketsTest {

    private static final int LARGE = 60;
    private static final String LONG_MESSAGE = "x".repeat(200_000);

    @TempDir
    Path folder;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answer is lost among 60 tickets of 200,000 characters",
            promise = "it is found in the upstream's list and not sent again")
    void findsTheTicketWhoseAnswerWasLostAmongLargeOnes() throws Exception {
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            bridge.upstream()
                    .inject(Fault.createdThenLost().matching("lost answer").times(1));
            bridge.upstream().inject(Fault.status(Endpoint.LIST, 500));
            String lost = bridge.accept("application_id=42&message=text&subject=lost+answer");
            bridge.await(lost, intent -> intent.state() == State.UNKNOWN);
            List<String> large = new ArrayList<>();
            for (int i = 0; i < LARGE; i++) {
                large.add(bridge.accept("application_id=42&subject=large+" + i + "&message=" + LONG_MESSAGE));
            }
            large.forEach(key -> bridge.await(key, LargeTicketsTest::isDelivered));
            bridge.upstream().clearFaults();

            Intent intent = bridge.await(lost, LargeTicketsTest::isDelivered);

            assertThat(bridge.created("lost answer")).hasSize(1);
            assertThat(intent.ticketId())
                    .isEqualTo(
                            OptionalLong.of(bridge.created("lost answer").get(0).id()));
            assertThat(intent.possibleDouble()).isFalse();
            assertThat(bridge.upstream().ticketCount()).isEqualTo(LARGE + 1);
        }
    }

    private static boolean isDelivered(Intent intent) {
        return intent.state() == State.DELIVERED;
    }
}
