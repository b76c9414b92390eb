package io.ticketbridge.engine;

import static io.ticketbridge.socialboards.StandInAnswers.ignore;
import static io.ticketbridge.socialboards.StandInAnswers.resetAfterTheRequest;
import static io.ticketbridge.socialboards.StandInAnswers.resetBeforeTheBody;
import static io.ticketbridge.socialboards.StandInAnswers.stallAfterTheRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Attempt;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.socialboards.StandInServer;
import io.ticketbridge.socialboards.StandInServer.Behaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the network between the bridge and the upstream can do to a request, counted at an upstream behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkFaultsTest {

    private static final Duration DEADLINE = Duration.ofMillis(900);

    /** Of a machine that has other things to do. */
    private static final Duration SLACK = Duration.ofMillis(1_500);

    private static final Duration DRIP = Duration.ofSeconds(1);

    private StandInServer wire;
    private RunningBridge bridge;
    private Forwarding upstream;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        wire = new StandInServer();
        bridge = new RunningBridge(
                folder,
                Clock.systemUTC(),
                "socialboards.base-url=" + wire.url(""),
                "socialboards.connect-timeout=500ms",
                "socialboards.deadline=" + DEADLINE.toMillis() + "ms");
        upstream = new Forwarding(bridge.upstream().uri());
        wire.otherwise(upstream.whole());
        bridge.start();
        awaitDelivered(offer()); // has an access token from now on
    }

    @AfterAll
    void stop() throws IOException {
        bridge.close();
        wire.close();
    }

    private static Stream<Arguments> nothingCreated() {
        return Stream.of(
                arguments("black hole", ignore()),
                arguments("reset before the body", resetBeforeTheBody()),
                arguments("reset during the body", Forwarding.resetDuringTheBody()),
                arguments("reset after the request", resetAfterTheRequest()),
                arguments("stall after the request", stallAfterTheRequest()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nothingCreated")
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the connection is a black hole, stalls, or is reset before, during or after the request",
            promise =
                    "the attempt ends by its deadline; the ticket is looked for, not found, sent again once and marked"
                            + " as a possible double")
    void sendsAgainWhatTheUpstreamNeverMade(String fault, Behaviour behaviour) {
        String subject = offer(behaviour);

        Intent delivered = awaitDelivered(subject);

        assertThat(created(subject)).isEqualTo(1);
        assertThat(delivered.possibleDouble()).isTrue();
        assertThat(delivered.attempts()).isEqualTo(2);
        assertThat(delivered.evidence()).hasValue("answer");
        awaitSecondLook(subject);
    }

    /** It is one more request, and would otherwise take the behaviour that is meant for the next test's. */
    private void awaitSecondLook(String subject) {
        await().until(() -> intent(subject)
                .reason()
                .filter(reason -> reason.text().contains("no second one"))
                .isPresent());
    }

    private Stream<Arguments> createdAndLost() {
        return Stream.of(
                arguments("reset in place of the answer", upstream.thenReset()),
                arguments("silence in place of the answer", upstream.thenStall()),
                arguments("half-closed in place of the answer", upstream.thenHalfClose()),
                arguments("a byte a second", upstream.dripping(DRIP)),
                arguments("stall mid-answer", upstream.thenStallMidAnswer()),
                arguments("cut mid-answer", upstream.cutMidAnswer()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("createdAndLost")
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the ticket is created and the answer is lost, cut, half-closed, or drips a byte a second",
            promise = "the attempt ends by its deadline; the ticket is found at the upstream and never made again")
    void findsWhatTheUpstreamMadeAndNeverMakesItAgain(String fault, Behaviour behaviour) {
        String subject = offer(behaviour);

        Intent delivered = awaitDelivered(subject);

        assertThat(created(subject)).isEqualTo(1);
        assertThat(delivered.possibleDouble()).isFalse();
        assertThat(delivered.attempts()).isEqualTo(1);
        assertThat(delivered.evidence()).hasValue("content");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the upstream refuses connections, then takes them again",
            promise = "nothing was sent, so nothing is charged or marked; one ticket")
    void chargesNothingWhileConnectionsAreRefused() throws IOException {
        wire.refuse();
        String subject = offer();
        try {
            await().until(() -> intent(subject), refused -> refused.state() == State.WAITING);
        } finally {
            wire.listenAgain();
        }
        Intent delivered = awaitDelivered(subject);

        assertThat(created(subject)).isEqualTo(1);
        assertThat(delivered.possibleDouble()).isFalse();
        assertThat(delivered.attempts()).isGreaterThan(1);
        assertThat(delivered.charged()).isZero();
    }

    /** @return the subject, by which its ticket is known */
    private String offer(Behaviour... firstRequest) {
        wire.next(firstRequest);
        String subject = UUID.randomUUID().toString();
        String form = "application_id=42&external_id=" + subject + "&subject=" + subject + "&message="
                + "lang ".repeat(40_000);
        bridge.engine()
                .camel()
                .createProducerTemplate()
                .requestBodyAndHeader("direct:ticket", form, "Content-Type", "application/x-www-form-urlencoded");
        return subject;
    }

    private Intent intent(String subject) {
        return bridge.engine().ledger().inspection().lookup(subject).get(0);
    }

    private Intent awaitDelivered(String subject) {
        Intent delivered = await().atMost(Duration.ofSeconds(15))
                .until(() -> intent(subject), intent -> intent.state() == State.DELIVERED);
        List<Attempt> attempts = bridge.engine().ledger().inspection().attempts(delivered.key());
        assertThat(attempts).allSatisfy(attempt -> assertThat(Duration.between(
                        attempt.startedAt(), attempt.result().orElseThrow().endedAt()))
                .isLessThan(DEADLINE.plus(SLACK)));
        return delivered;
    }

    private long created(String subject) {
        return bridge.upstream().tickets().stream()
                .filter(ticket -> ticket.json().contains(subject))
                .count();
    }
}
