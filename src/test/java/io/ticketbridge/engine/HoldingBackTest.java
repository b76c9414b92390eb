package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds delivery back, and that it goes on by itself: gate, halt and brake of a running bridge. */
class HoldingBackTest {

    @TempDir
    static Path folder;

    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        bridge = new RunningBridge(
                        folder,
                        Clock.systemUTC(),
                        "socialboards.deadline=1s",
                        "socialboards.connect-timeout=500ms",
                        "socialboards.max-in-flight=4")
                .start();
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void clear() {
        bridge.upstream().clear();
    }

    static Stream<Fault> faultsOfOneRequest() {
        return Stream.of(
                Fault.status(Endpoint.TICKETS, 429),
                Fault.status(Endpoint.TICKETS, 503),
                Fault.status(Endpoint.TICKETS, 502),
                Fault.reset(Endpoint.TICKETS),
                Fault.earlyReset(Endpoint.TICKETS),
                Fault.stall(Endpoint.TICKETS),
                Fault.cut(Endpoint.TICKETS),
                Fault.redirect(Endpoint.TICKETS, 307, "/tickets"),
                Fault.tokenExpired(Endpoint.TICKETS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfOneRequest")
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "429, 503, 502, reset, time-out, cut, redirect, 401",
            promise = "each attempt that the ledger keeps is exactly one request on the wire")
    void makesOneWireRequestForEachAttempt(Fault fault) {
        bridge.upstream().inject(fault.times(1));

        String key = send("one request of " + fault.name());
        Intent intent = bridge.await(key, HoldingBackTest::isDelivered);

        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isEqualTo(intent.attempts());
        assertThat(bridge.engine().ledger().inspection().attempts(key))
                .hasSize(intent.attempts())
                .allMatch(attempt -> attempt.result().isPresent());
        assertThat(bridge.upstream().tickets()).hasSize(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "429 or 503 with Retry-After, in seconds or as a date",
            promise = "nothing is sent to the whole upstream before that time, and no ticket is charged for it")
    void waitsOutARetryAfterInSecondsForTheWholeUpstream() {
        bridge.upstream()
                .inject(Fault.status(Endpoint.TICKETS, 429).retryAfter("2").times(1));

        assertThatTheWholeUpstreamWaits(Duration.ofSeconds(2));
    }

    @Test
    void waitsOutARetryAfterThatIsADate() {
        Instant until = Instant.now().plusSeconds(3);
        bridge.upstream()
                .inject(Fault.status(Endpoint.TICKETS, 503)
                        .retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC)))
                        .times(1));

        assertThatTheWholeUpstreamWaits(Duration.ofSeconds(1));
    }

    private static void assertThatTheWholeUpstreamWaits(Duration least) {
        String first = send("throttled first");
        bridge.await(first, intent -> intent.state() == State.WAITING);
        Instant answered = bridge.engine()
                .ledger()
                .inspection()
                .attempts(first)
                .get(0)
                .result()
                .orElseThrow()
                .endedAt();
        List<String> keys = new ArrayList<>(List.of(first));
        for (int i = 0; i < 5; i++) {
            keys.add(send("throttled later " + i));
        }

        keys.forEach(key -> bridge.await(key, HoldingBackTest::isDelivered));

        assertThat(bridge.upstream().requests().stream()
                        .filter(request -> request.path().equals("/tickets"))
                        .skip(1))
                .hasSize(6)
                .allSatisfy(request ->
                        assertThat(request.time()).isAfter(answered.plus(least).minusMillis(50)));
        assertThat(bridge.upstream().tickets()).hasSize(6);
        assertNothingCharged(keys);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the upstream forbids everything (403)",
            promise =
                    "after three intents it is halted, one intent at a time is tried, each time a different one, and the first success lifts it")
    void haltsWhenEverythingIsForbiddenAndGoesOnByItself() {
        bridge.upstream().inject(Fault.status(Endpoint.TICKETS, 403));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            keys.add(send("forbidden " + i));
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(HoldingBackTest::isHalted);
        long atHalt = bridge.upstream().requestCount(Endpoint.TICKETS);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> bridge.upstream().requestCount(Endpoint.TICKETS) >= atHalt + 4);

        List<String> trials = bridge.upstream().requests().stream()
                .filter(request -> request.path().equals("/tickets"))
                .skip(atHalt)
                .map(HoldingBackTest::body)
                .toList();
        for (int i = 1; i < trials.size(); i++) {
            assertThat(trials.get(i)).isNotEqualTo(trials.get(i - 1));
        }
        bridge.upstream().clearFaults();
        keys.forEach(key -> bridge.await(key, HoldingBackTest::isDelivered));
        assertThat(bridge.upstream().tickets()).hasSize(8);
        assertThat(isHalted()).isFalse();
        assertNothingCharged(keys);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the upstream answers 404 to one ticket alone",
            promise = "that ticket is rejected with the reason, and the others pass")
    void rejectsWhatAloneKeepsFailingWhileOthersPass() {
        bridge.upstream().inject(Fault.status(Endpoint.TICKETS, 404).matching("the loner"));
        String loner = send("the loner");
        for (int i = 0; i < 200 && bridge.find(loner).state() != State.REJECTED; i++) {
            bridge.await(send("passing " + i), HoldingBackTest::isDelivered);
        }

        Intent intent = bridge.await(loner, now -> now.state() == State.REJECTED);
        assertThat(intent.reason().map(Reason::text).orElseThrow())
                .contains("alone keeps failing")
                .contains("404");
        assertThat(bridge.created("the loner")).isEmpty();
        assertThat(isHalted()).isFalse();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "every ticket of one application is rejected for the same cause",
            promise = "that application pauses after twenty, the others pass, and it goes on when one is taken")
    void brakesOneApplicationAndGoesOnByItself() {
        bridge.upstream()
                .inject(Fault.envelopeError(Endpoint.TICKETS, 200, 17, "bad category")
                        .matching("braked"));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            keys.add(bridge.accept("application_id=7&message=text&subject=braked+" + i));
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> bridge.engine().ledger().gates().all().stream()
                .anyMatch(gate -> gate.scope().equals("live/7")));
        bridge.await(send("of another application"), HoldingBackTest::isDelivered);
        bridge.upstream().clearFaults();

        Set<State> ends = Set.of(State.DELIVERED, State.REJECTED);
        List<Intent> rested = keys.stream()
                .map(key -> bridge.await(key, intent -> ends.contains(intent.state())))
                .toList();
        long rejected = rested.stream()
                .filter(intent -> intent.state() == State.REJECTED)
                .count();
        assertThat(rejected).isBetween(20L, 36L);
        assertThat(bridge.upstream().tickets()).hasSize(1 + 40 - (int) rejected);
    }

    private static String send(String subject) {
        return bridge.accept("application_id=42&message=text&subject=" + subject.replace(' ', '+'));
    }

    private static boolean isDelivered(Intent intent) {
        return intent.state() == State.DELIVERED;
    }

    private static boolean isHalted() {
        return bridge.engine().ledger().gates().all().stream()
                .anyMatch(gate -> gate.scope().equals("live") && gate.state().equals("halted"));
    }

    private static String body(RecordedRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static void assertNothingCharged(List<String> keys) {
        Set<Boolean> charged = keys.stream()
                .flatMap(key -> bridge.engine().ledger().inspection().attempts(key).stream())
                .flatMap(attempt -> attempt.result().stream())
                .map(AttemptResult::charged)
                .collect(Collectors.toSet());
        assertThat(charged).containsExactly(false);
    }
}
