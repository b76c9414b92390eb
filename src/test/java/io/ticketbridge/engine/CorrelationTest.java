package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unknown, probed, decided with a custom field that carries the ticket key. */
class CorrelationTest {

    @TempDir
    static Path folder;

    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        bridge = new RunningBridge(folder, Clock.systemUTC(), "socialboards.correlation-field-id=42999").start();
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void clear() {
        bridge.upstream().clear();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the answers to two equal tickets are lost, and a custom field carries the ticket key",
            promise = "each finds its own ticket; none is sent again")
    void findsWhichOfTwoEqualTicketsIsWhose() {
        bridge.upstream().inject(Fault.createdThenLost().times(2));

        String one = send("equal twins");
        String two = send("equal twins");
        Intent first = bridge.await(one, CorrelationTest::isDelivered);
        Intent second = bridge.await(two, CorrelationTest::isDelivered);

        assertThat(bridge.created("equal twins")).hasSize(2);
        assertThat(first.evidence()).contains("correlation");
        assertThat(first.ticketId()).isNotEqualTo(second.ticketId());
        assertThat(first.possibleDouble()).isFalse();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the list ignores the filter by the custom field that carries the ticket key",
            promise =
                    "only a listed ticket that shows the key counts: the lost request is found missing and sent again")
    void believesNoFilterOnlyWhatATicketShows() {
        bridge.await(send("somebody else's"), CorrelationTest::isDelivered);
        bridge.upstream().inject(Fault.listIgnoresFilter());
        bridge.upstream().inject(Fault.reset(Endpoint.TICKETS).times(1));

        Intent intent = bridge.await(send("never created"), CorrelationTest::isDelivered);

        assertThat(bridge.created("never created")).hasSize(1);
        assertThat(intent.possibleDouble()).isTrue();
        assertThat(intent.evidence()).contains("answer");
    }

    private static String send(String subject) {
        return bridge.accept("application_id=42&message=text&subject=" + subject.replace(' ', '+'));
    }

    private static boolean isDelivered(Intent intent) {
        return intent.state() == State.DELIVERED;
    }
}
