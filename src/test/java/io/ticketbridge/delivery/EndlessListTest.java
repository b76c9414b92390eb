package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Claim;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.socialboards.StandInAnswers;
import io.ticketbridge.socialboards.StandInServer;
import io.ticketbridge.socialboards.TicketListing;
import io.ticketbridge.socialboards.TokenSource;
import io.ticketbridge.socialboards.WireClient;
import io.ticketbridge.socialboards.WireRecorder;
import io.ticketbridge.socialboards.WireSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unknowns whose list has no end, by the requests that reach the upstream. */
class EndlessListTest {

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final byte[] REQUEST = "{\"title\":\"Hei\",\"message\":\"En\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final CamelContext camel = new DefaultCamelContext();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private StandInServer server;
    private TicketListing listing;
    private Ledger ledger;
    private Prober prober;

    @BeforeEach
    void start() throws Exception {
        server = new StandInServer().otherwise(exchange -> {
            int skip = new JsonMapper()
                    .readTree(exchange.readRequest().body())
                    .path("skip")
                    .asInt();
            String tickets = LongStream.range(skip, skip + 50L)
                    .mapToObj(id -> "{\"id\":" + id + ",\"title\":\"Noe annet\"}")
                    .collect(Collectors.joining(","));
            String body = "{\"data\":[" + tickets + "],\"errorCode\":-1}";
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        });
        WireSettings settings = new WireSettings(
                server.url("/"),
                WireSettings.JSON,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                2,
                WireSettings.LIST_ANSWER,
                "ticketbridge/test");
        listing = new TicketListing(
                server.url("/"),
                new WireClient(settings, new WireRecorder(Clock.systemUTC())),
                new OneToken(),
                () -> {});
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                clock);
        RetrySchedule schedule = new RetrySchedule(Duration.ofMillis(50), Duration.ofMillis(400), new Random(1));
        UpstreamLink link = new UpstreamLink(
                Upstream.LIVE,
                new OneToken(),
                listing,
                new Gate(Upstream.LIVE, ledger.gates(), clock, schedule, 16),
                new WireSlots(16),
                Pace.unlimited(),
                ledger.gates(),
                clock,
                schedule);
        // One page for every second of the list's time, so that it is soon too long.
        UpstreamSearch search = new UpstreamSearch(
                ledger,
                new Upstreams(Map.of(Upstream.LIVE, link)),
                OptionalLong.empty(),
                SETTLE,
                Duration.ofHours(1),
                new ListBudget(SETTLE, 1));
        prober = new Prober(
                ledger,
                search,
                new SettlementRule(schedule, 12, Duration.ofDays(7), SETTLE),
                new Prober.Policy(true, 2, SETTLE),
                new Nobody());
    }

    @AfterEach
    void stop() throws Exception {
        ledger.close();
        listing.close();
        server.close();
        camel.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the list of the time in question has no end",
            promise = "it is read once while it grows and once when it cannot any more; then the unknowns wait for a"
                    + " person, with the reason and the way out")
    void parksWhatAListThatDoesNotEndCannotDecide() {
        String one = unknown("one");
        String two = unknown("two");
        Instant edge = clock.instant().plus(SETTLE).plus(Duration.ofMinutes(5));

        clock.forward(SETTLE);
        prober.probe(due(), camel);
        int whileItGrows = server.begun();

        assertThat(whileItGrows).as("both by one reading").isBetween(600, 700);
        assertThat(due()).as("nothing to ask before the list stands still").isEmpty();
        assertThat(find(one).notBefore()).isEqualTo(edge);

        clock.forward(Duration.ofMinutes(6));
        prober.probe(due(), camel);

        assertThat(server.begun()).isEqualTo(2 * whileItGrows);
        assertThat(List.of(find(one), find(two))).allSatisfy(intent -> {
            assertThat(intent.parked()).isTrue();
            assertThat(intent.probes()).isZero();
            assertThat(intent.reason().map(Reason::text).orElseThrow())
                    .contains("too long to be read", "--resolve", "correlation-field-id");
        });
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "a ticket in the list of the time in question is longer than an answer may be",
            promise = "the unknowns wait for a person, with the reason and the way out")
    void parksWhatAListWithATicketThatCannotBeReadCannotDecide() {
        String body = "{\"data\":[{\"id\":1,\"title\":\"" + "x".repeat(WireSettings.LIST_ANSWER) + "\"}]}";
        server.otherwise(StandInAnswers.json(200, body));
        String key = unknown("one");

        clock.forward(Duration.ofMinutes(6));
        prober.probe(due(), camel);

        assertThat(server.begun()).as("pages of 50, 25, 12, 6, 3 and 1").isEqualTo(6);
        assertThat(find(key).parked()).isTrue();
        assertThat(find(key).reason().map(Reason::text).orElseThrow())
                .contains("a page of one ticket is longer than 8388608 bytes", "--resolve", "correlation-field-id");
    }

    private List<Intent> due() {
        return ledger.deliveries().probesDue(Upstream.LIVE, 500);
    }

    private Intent find(String key) {
        return ledger.inspection().find(key).orElseThrow();
    }

    /** A ticket whose one attempt showed nothing. */
    private String unknown(String content) {
        String key = ledger.intake()
                .accept(
                        List.of(new Submission(
                                "rest",
                                Upstream.LIVE,
                                "42",
                                Optional.empty(),
                                List.of(),
                                content.getBytes(StandardCharsets.UTF_8),
                                content,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty())
                .get(0)
                .key();
        Claim claim = ledger.deliveries()
                .claim(key, 1, new Payload.FrozenRequest(REQUEST, "mapping", content), Duration.ofMinutes(1))
                .orElseThrow();
        AttemptResult nothing = new AttemptResult(
                clock.instant(),
                clock.instant(),
                "written",
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                "unknown",
                true,
                "no answer",
                Optional.empty(),
                new byte[0],
                Optional.empty(),
                3);
        Intent intent = ledger.deliveries()
                .settle(
                        claim,
                        nothing,
                        new Settlement.Unknown(
                                Optional.of(clock.instant().plus(SETTLE)), new Reason("Unknown", "no answer")));
        assertThat(intent.state()).isEqualTo(State.UNKNOWN);
        return key;
    }

    private record Nobody() implements DeliveryListener {

        @Override
        public void settled(Intent intent, Outcome outcome, Duration took) {}

        @Override
        public void moved(Intent intent) {}
    }

    private record OneToken() implements TokenSource {

        @Override
        public BearerToken current() {
            return new BearerToken("token", 1);
        }

        @Override
        public void refused(long generation) {
            throw new AssertionError("never refused");
        }

        @Override
        public boolean hasUntriedCredentials() {
            return false;
        }
    }
}
