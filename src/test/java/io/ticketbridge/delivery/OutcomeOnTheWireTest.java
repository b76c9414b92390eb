package io.ticketbridge.delivery;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.delivery.OutcomeFunction.Policy;
import io.ticketbridge.delivery.OutcomeTable.Line;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.socialboards.StandInAnswers;
import io.ticketbridge.socialboards.StandInServer;
import io.ticketbridge.socialboards.StandInServer.Behaviour;
import io.ticketbridge.socialboards.WireClient;
import io.ticketbridge.socialboards.WireRecorder;
import io.ticketbridge.socialboards.WireResult;
import io.ticketbridge.socialboards.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the outcome table row by row: a server shows what a row describes, and a real route meets it. */
class OutcomeOnTheWireTest {

    private static final OutcomeFunction FUNCTION =
            new OutcomeFunction(new Policy(Set.of(71), Set.of(72), Set.of(73), Duration.ofHours(24)));
    private static final String CREATED = "{\"data\":7,\"errorCode\":-1,\"errorText\":null}";

    private static final Map<String, List<Behaviour>> SHOWN = Map.ofEntries(
            entry("not-written", List.of()),
            entry(
                    "no-answer",
                    List.of(
                            StandInAnswers.resetBeforeTheBody(),
                            StandInAnswers.resetAfterTheRequest(),
                            StandInAnswers.closeAfterTheRequest(),
                            StandInAnswers.stallAfterTheRequest())),
            entry(
                    "incomplete-answer",
                    List.of(
                            StandInAnswers.cutMidBody(CREATED),
                            StandInAnswers.stallMidBody(CREATED),
                            StandInAnswers.json(200, CREATED + " ".repeat(WireSettings.TICKET_ANSWER)))),
            entry("delivered", List.of(StandInAnswers.json(201, "\uFEFF" + CREATED))),
            entry("no-ticket-id", List.of(StandInAnswers.json(200, "{\"data\":{},\"errorCode\":-1}"))),
            entry("no-envelope", List.of(StandInAnswers.json(200, "<html>"), StandInAnswers.answer(200, "", ""))),
            entry("unauthorized", List.of(StandInAnswers.json(401, ""))),
            entry(
                    "throttled",
                    Stream.of(408, 425, 429, 503)
                            .map(status -> StandInAnswers.answer(status, "Retry-After: 0\r\n", ""))
                            .toList()),
            entry("server-error", List.of(StandInAnswers.json(500, CREATED), StandInAnswers.json(502, ""))),
            entry("contradiction", List.of(StandInAnswers.json(409, CREATED))),
            entry("halt-code", List.of(StandInAnswers.json(200, "{\"errorCode\":72}"))),
            entry("park-code", List.of(StandInAnswers.json(400, "{\"errorCode\":73}"))),
            entry("retry-code", List.of(StandInAnswers.json(404, "{\"errorCode\":71}"))),
            entry("rejected-by-code", List.of(StandInAnswers.json(200, "{\"errorCode\":3}"))),
            entry(
                    "suspect",
                    List.of(
                            StandInAnswers.json(404, "not here"),
                            StandInAnswers.answer(302, "Location: http://127.0.0.1:1/\r\n", ""))),
            entry("rejected-by-status", List.of(StandInAnswers.json(422, "{}"))),
            entry("no-http", List.of(StandInAnswers.json(799, CREATED.replace("7", "null")))));

    private final WireRecorder recorder = new WireRecorder(Clock.systemUTC());
    private CamelContext context = new DefaultCamelContext();
    private StandInServer server;

    @BeforeEach
    void start() throws Exception {
        server = new StandInServer();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
    }

    static Stream<Line> rows() {
        return FUNCTION.table().wireLines().stream();
    }

    @Test
    void everyRowIsShown() {
        assertThat(SHOWN.keySet()).isEqualTo(Set.copyOf(rows().map(Line::id).toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "every row of the outcome table, on the wire",
            promise = "the outcome is the one that the check command prints")
    void theWireLeadsToTheRow(Line line) throws Exception {
        List<Behaviour> behaviours = SHOWN.get(line.id());
        URI url = behaviours.isEmpty()
                ? URI.create("http://127.0.0.1:" + StandInServer.refusingPort() + "/tickets")
                : server.url("/tickets");
        server.next(behaviours.toArray(new Behaviour[0]));
        context = route(url);
        for (int i = 0; i < Math.max(1, behaviours.size()); i++) {
            WireResult result = send();
            assertThat(FUNCTION.judge(result, Instant.now()).rule())
                    .as("%s: %s", line.condition(), result)
                    .isEqualTo(line.id());
        }
        assertThat(server.begun()).isEqualTo(behaviours.size());
    }

    private WireResult send() {
        recorder.begin(Optional.of("token"), Instant.MAX);
        context.createProducerTemplate()
                .send("direct:send", exchange -> exchange.getMessage().setBody("{\"title\":\"Støy\"}"));
        return recorder.take();
    }

    private CamelContext route(URI url) throws Exception {
        WireSettings settings = new WireSettings(
                url,
                WireSettings.JSON,
                Duration.ofMillis(500),
                Duration.ofMillis(700),
                2,
                WireSettings.TICKET_ANSWER,
                "ticketbridge/test");
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("wire", new WireClient(settings, recorder));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(url + "?httpClientConfigurer=#wire&" + WireClient.ENDPOINT_OPTIONS);
            }
        });
        camel.start();
        return camel;
    }
}
