package io.ticketbridge.socialboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.socialboards.ListQuery.FieldValue;
import io.ticketbridge.socialboards.Listing.Complete;
import io.ticketbridge.socialboards.Listing.Failed;
import io.ticketbridge.socialboards.Listing.TooLong;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketListingTest {

    private static final int PAGES = 30;
    private static final JsonMapper JSON = new JsonMapper();
    private static final ListQuery QUERY = new ListQuery(
            Instant.parse("2026-11-21T12:00:00.9Z"),
            Instant.parse("2026-11-21T12:00:10.1Z"),
            Optional.of(new FieldValue(42623, "TB-å")));

    private final ScriptedTokens tokens = new ScriptedTokens();
    private StandInServer server;
    private TicketListing listing;
    private final List<ListedTicket> shown = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = new StandInServer();
        WireSettings settings = new WireSettings(
                server.url("/"),
                WireSettings.JSON,
                Duration.ofMillis(500),
                Duration.ofMillis(700),
                2,
                WireSettings.LIST_ANSWER,
                "ticketbridge/test");
        listing = new TicketListing(
                server.url("/api/"), new WireClient(settings, new WireRecorder(Clock.systemUTC())), tokens, () -> {});
    }

    @AfterEach
    void stop() throws Exception {
        listing.close();
        server.close();
    }

    @Test
    void asksForTheTimeTheFieldAndThePage() throws Exception {
        server.next(page(0, 0));

        assertThat(read()).isEqualTo(new Complete(1));
        assertThat(shown).isEmpty();

        StandInServer.Request request = server.requests().get(0);
        assertThat(request.head()).startsWith("POST /api/tickets/list HTTP/1.1").contains("Bearer token-1");
        assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree("""
                        {"customFields":[{"id":42623,"value":"TB-å"}],"from":"2026-11-21T12:00:00+00:00",
                         "to":"2026-11-21T12:00:11+00:00","skip":0,"take":50}"""));
    }

    @Test
    void readsTheDocumentedTicketAndIgnoresWhatItDoesNotKnow() {
        server.next(list("""
                {"id":7,"title":"Støy","message":"Hei","htmlMessage":"<div>Hei</div>","author":{"email":"a@b.no","x":1},
                 "creationTime":"2023-12-06T17:42:07.7888252+03:00","customFields":[{"id":42623,"value":"TB"},
                 {"key":"5","value":"K"},{"id":6,"value":{}}],"properties":{"isSpam":false},"new":[1]}"""));

        assertThat(read()).isInstanceOf(Complete.class);
        assertThat(shown)
                .containsExactly(new ListedTicket(
                        7,
                        Optional.of("Støy"),
                        Optional.of("Hei"),
                        Optional.of("<div>Hei</div>"),
                        Optional.of("a@b.no"),
                        Optional.of(Instant.parse("2023-12-06T14:42:07.7888252Z")),
                        Map.of(42623L, "TB", 5L, "K")));
    }

    @Test
    void readsPagesUntilAShortOne() throws Exception {
        server.next(page(0, 50), page(50, 50), page(100, 3));

        assertThat(read()).isEqualTo(new Complete(3));
        assertThat(shown).hasSize(103);
        assertThat(server.requests()).hasSize(3);
        JsonNode last = JSON.readTree(server.requests().get(2).body());
        assertThat(last.path("skip").asInt()).isEqualTo(100);
    }

    @Test
    void looksForMoreWhenThePageHasTheDefaultSizeOfAServerThatIgnoresTake() {
        server.next(page(0, 25), page(25, 25), page(50, 4));

        assertThat(read()).isEqualTo(new Complete(3));
        assertThat(shown).hasSize(54);
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 50, 51, 500})
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "the list ignores the page asked for",
            promise = "the list proves nothing")
    void isNotCompleteWhenTheServerIgnoresThePage(int size) {
        server.otherwise(page(0, size));

        assertThat(read()).isInstanceOf(Failed.class);
        assertThat(server.begun()).isLessThanOrEqualTo(2);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "a later page of the probe's list fails",
            promise = "the list proves nothing")
    void isNotCompleteWhenALaterPageFails() {
        server.next(page(0, 50), StandInAnswers.json(503, ""));

        assertThat(read()).isEqualTo(new Failed("status 503 without an envelope", Optional.empty(), 1));
    }

    @Test
    void isNotCompleteWhenThePagesDoNotEnd() {
        server.otherwise(TicketListingTest::anotherPage);

        assertThat(read()).isEqualTo(new TooLong(PAGES, false, "more than 30 pages"));
        assertThat(server.begun()).isEqualTo(PAGES);
    }

    @Test
    void isNotCompleteWhenTheTimeIsOver() {
        server.otherwise(TicketListingTest::anotherPage);

        assertThat(read(new ListLimit(PAGES, Duration.ZERO, () -> false)))
                .isInstanceOfSatisfying(
                        TooLong.class, tooLong -> assertThat(tooLong.slow()).isTrue());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "tickets are so large that a page of the probe's list is over-long",
            promise = "smaller pages are asked for, and every ticket is read once")
    void asksForSmallerPagesWhereTicketsAreLarge() throws Exception {
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(220, 10));
        for (int large = 60; large < 80; large++) {
            sizes.set(large, WireSettings.LIST_ANSWER / 4);
        }
        server.otherwise(exchange -> answerOfSizes(exchange, sizes));

        assertThat(read()).isEqualTo(new Complete(server.begun()));

        assertThat(shown)
                .extracting(ListedTicket::id)
                .containsExactlyElementsOf(LongStream.range(0, 220).boxed().toList());
        assertThat(takes()).containsExactly(50, 50, 25, 12, 12, 6, 3, 3, 3, 3, 3, 3, 3, 6, 12, 24, 48, 50);
    }

    @Test
    void isNotCompleteWhenASingleTicketIsLongerThanAnAnswerMayBe() throws Exception {
        server.otherwise(exchange -> answerOfSizes(exchange, List.of(10, WireSettings.LIST_ANSWER)));

        assertThat(read()).isInstanceOfSatisfying(TooLong.class, tooLong -> {
            assertThat(tooLong.slow()).isFalse();
            assertThat(tooLong.why()).isEqualTo("a page of one ticket is longer than 8388608 bytes");
            assertThat(tooLong.pages()).isEqualTo(server.begun());
        });
        assertThat(shown).extracting(ListedTicket::id).containsExactly(0L);
    }

    @Test
    void isNotCompleteWhenALongAnswerIsNoList() {
        server.otherwise(StandInAnswers.json(500, " ".repeat(WireSettings.LIST_ANSWER + 1)));

        assertThat(read()).isInstanceOf(Failed.class);
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    void asksForNoMorePagesOnceItShallStop() {
        server.otherwise(TicketListingTest::anotherPage);

        assertThat(read(new ListLimit(PAGES, Duration.ofSeconds(5), () -> shown.size() >= 100)))
                .isInstanceOf(Failed.class);
        assertThat(server.begun()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"data\":[],\"errorCode\":5}",
                "{\"data\":[]}",
                "{\"data\":{},\"errorCode\":-1}",
                "{\"errorCode\":-1}",
                "{\"data\":[{\"title\":\"no id\"}],\"errorCode\":-1}",
                "{\"data\":[{\"id\":\"7\"}],\"errorCode\":-1}",
                "{\"data\":[null],\"errorCode\":-1}"
            })
    void isNotCompleteWithoutAReadableList(String body) {
        server.next(StandInAnswers.json(200, body));

        assertThat(read()).isInstanceOf(Failed.class);
    }

    @Test
    void isNotCompleteWhenAPageIsCutOff() {
        server.next(StandInAnswers.cutMidBody("{\"data\":[],\"errorCode\":-1}" + " ".repeat(100)));

        assertThat(read()).isEqualTo(new Failed("the answer was cut off"));
    }

    @Test
    void refreshesTheTokenOnceForAPage() {
        server.next(StandInAnswers.json(401, ""), page(0, 1));

        assertThat(read()).isInstanceOf(Complete.class);
        assertThat(server.requests().get(1).head()).contains("Bearer token-2");
    }

    @Test
    void isNotCompleteWithoutAToken() {
        tokens.none = true;

        assertThat(read()).isEqualTo(new Failed("no token"));
        assertThat(server.begun()).isZero();
    }

    private Listing read() {
        return read(new ListLimit(PAGES, Duration.ofSeconds(5), () -> false));
    }

    private Listing read(ListLimit limit) {
        return listing.read(QUERY, limit, shown::add);
    }

    private static void anotherPage(StandInExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.readRequest().body());
        exchange.send(text(tickets(request.path("skip").asInt(), 50)));
    }

    /** Tickets 0, 1 … with titles of these sizes, as skip and take ask for them. */
    private static void answerOfSizes(StandInExchange exchange, List<Integer> sizes) throws IOException {
        JsonNode request = JSON.readTree(exchange.readRequest().body());
        int skip = Math.min(request.path("skip").asInt(), sizes.size());
        int end = Math.min(skip + request.path("take").asInt(), sizes.size());
        exchange.send(text(IntStream.range(skip, end)
                .mapToObj(id -> "{\"id\":" + id + ",\"title\":\"" + "x".repeat(sizes.get(id)) + "\"}")
                .collect(Collectors.joining(","))));
    }

    private List<Integer> takes() throws IOException {
        List<Integer> takes = new ArrayList<>();
        for (StandInServer.Request request : server.requests()) {
            takes.add(JSON.readTree(request.body()).path("take").asInt());
        }
        return takes;
    }

    private static StandInServer.Behaviour page(int first, int size) {
        return list(tickets(first, size));
    }

    private static String tickets(int first, int size) {
        return LongStream.range(first, (long) first + size)
                .mapToObj(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(","));
    }

    private static StandInServer.Behaviour list(String tickets) {
        return StandInAnswers.json(200, envelope(tickets));
    }

    private static String text(String tickets) {
        String body = envelope(tickets);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String envelope(String tickets) {
        return "{\"data\":[" + tickets + "],\"errorCode\":-1,\"errorText\":null}";
    }

    private static final class ScriptedTokens implements TokenSource {

        private long generation = 1;
        private boolean none;

        @Override
        public BearerToken current() {
            if (none) {
                throw new TokenUnavailableException("no token", false, null);
            }
            return new BearerToken("token-" + generation, generation);
        }

        @Override
        public void refused(long refused) {
            generation = refused + 1;
        }

        @Override
        public boolean hasUntriedCredentials() {
            return false;
        }
    }
}
