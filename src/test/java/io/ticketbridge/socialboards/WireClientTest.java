package io.ticketbridge.socialboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.socialboards.StandInServer.Behaviour;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as a route uses it: a real route, a real camel-http endpoint, a server at the level of bytes. */
class WireClientTest {

    private static final String CREATED = "{\"data\":4484636,\"errorCode\":-1,\"errorText\":null}";
    private static final String BODY = "{\"title\":\"Støy\"}";
    private static final int CONNECTIONS = 2;
    private static final Duration DEADLINE = Duration.ofMillis(700);
    private static final Duration AMPLE = DEADLINE.plusSeconds(5);

    private final WireRecorder recorder = new WireRecorder(Clock.systemUTC());
    private final List<AutoCloseable> open = new ArrayList<>();
    private Duration deadline = DEADLINE;
    private StandInServer server;
    private WireClient client;

    @BeforeEach
    void start() throws Exception {
        server = new StandInServer();
        open.add(server);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void tellsACompleteAnswer() throws Exception {
        server.next(StandInAnswers.answer(429, "Retry-After: 7\r\nContent-Type: text/plain\r\n", "slow down"));

        WireResult result = send(server.url("/tickets"));

        assertThat(result.progress()).isEqualTo(Progress.ANSWERED);
        assertThat(result.status()).hasValue(429);
        assertThat(result.retryAfter()).contains("7");
        assertThat(result.contentType()).contains("text/plain");
        assertThat(result.body()).asString().isEqualTo("slow down");
        assertThat(result.complete()).isTrue();
        assertThat(result.failure()).isEmpty();
    }

    @Test
    void sendsTheBytesWithItsOwnHeadersAndNoneOfCamel() throws Exception {
        send(server.url("/tickets"));

        StandInServer.Request request = server.requests().get(0);
        assertThat(request.body()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
        assertThat(request.head()
                        .lines()
                        .map(line -> line.replaceAll(":.*", ""))
                        .toList())
                .containsExactlyInAnyOrder(
                        "POST /tickets HTTP/1.1",
                        "Host",
                        "Authorization",
                        "Content-Type",
                        "Content-Length",
                        "Accept",
                        "Accept-Encoding",
                        "User-Agent",
                        "Connection",
                        "");
        assertThat(request.head())
                .contains("Authorization: Bearer secret-token\r\n")
                .contains("Content-Type: application/json\r\n")
                .contains("User-Agent: ticketbridge/test\r\n")
                .contains("Accept-Encoding: identity\r\n");
    }

    static Stream<Arguments> faultsAfterTheFirstByte() {
        return Stream.of(
                Arguments.of("reset before the body", StandInAnswers.resetBeforeTheBody()),
                Arguments.of("reset after the request", StandInAnswers.resetAfterTheRequest()),
                Arguments.of("closed after the request", StandInAnswers.closeAfterTheRequest()),
                Arguments.of("stall after the request", StandInAnswers.stallAfterTheRequest()),
                Arguments.of("request ignored", StandInAnswers.ignore()),
                Arguments.of("a byte a second in the head", StandInAnswers.drip(CREATED, Duration.ofSeconds(1))),
                Arguments.of("no HTTP", StandInAnswers.raw("SSH-2.0-OpenSSH\r\n\r\n")),
                Arguments.of("endless head", StandInAnswers.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000))),
                Arguments.of("only provisional answers", StandInAnswers.raw("HTTP/1.1 102 Wait\r\n\r\n".repeat(3))),
                Arguments.of("another protocol", StandInAnswers.raw("HTTP/1.1 101 Go\r\nUpgrade: TLS/1.2\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAfterTheFirstByte")
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the connection breaks or stays silent once the request is written",
            promise = "the attempt ends by its deadline as unknown")
    void tellsThatTheRequestWasWrittenAndNotAnswered(String fault, Behaviour behaviour) throws Exception {
        server.next(behaviour);

        WireResult result = send(server.url("/tickets"));

        assertThat(result.progress()).isEqualTo(Progress.WRITTEN);
        assertThat(result.complete()).isFalse();
        assertThat(result.failure()).isPresent();
        assertThat(result.took()).isLessThan(AMPLE);
        assertThat(server.begun()).isEqualTo(1);
    }

    static Stream<Arguments> answersThatDoNotEnd() {
        return Stream.of(
                Arguments.of("stall mid-body", StandInAnswers.stallMidBody(CREATED)),
                Arguments.of("cut mid-body", StandInAnswers.cutMidBody(CREATED)),
                Arguments.of("cut before the last chunk", StandInAnswers.cutMidChunk(CREATED)),
                Arguments.of("over-long", StandInAnswers.json(200, CREATED + " ".repeat(WireSettings.TICKET_ANSWER))),
                Arguments.of("a byte a while", StandInAnswers.dripBody(" ".repeat(1000), Duration.ofMillis(20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatDoNotEnd")
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the answer is cut off, too long or dripped byte by byte",
            promise = "the attempt ends by its deadline as unknown")
    void tellsThatAnAnswerIsNotComplete(String fault, Behaviour behaviour) throws Exception {
        server.next(behaviour);

        WireResult result = send(server.url("/tickets"));

        assertThat(result.progress()).isEqualTo(Progress.ANSWERED);
        assertThat(result.status()).hasValue(200);
        assertThat(result.complete()).isFalse();
        assertThat(result.failure()).isPresent();
        assertThat(result.body()).hasSizeLessThanOrEqualTo(WireSettings.TICKET_ANSWER);
        assertThat(result.took()).isLessThan(AMPLE);
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    void takesAnAnswerOfTheLargestSize() throws Exception {
        server.next(StandInAnswers.json(200, CREATED + " ".repeat(WireSettings.TICKET_ANSWER - CREATED.length())));

        assertThat(send(server.url("/tickets")).complete()).isTrue();
    }

    @Test
    void takesACompleteAnswerThatCameBeforeTheRequestWasWritten() throws Exception {
        server.next(StandInAnswers.answerBeforeTheBody(413, "too large"));

        WireResult result = send(server.url("/tickets"), "x".repeat(20_000_000), Instant.MAX);

        assertThat(result.status()).hasValue(413);
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the connection is refused",
            promise = "nothing was sent; retried without charge")
    void tellsThatNothingWasWrittenWhenTheConnectionIsRefused() throws Exception {
        WireResult result = send(URI.create("http://127.0.0.1:" + StandInServer.refusingPort() + "/tickets"));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.failure().orElseThrow()).startsWith("no connection").contains("refused");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the host name does not resolve",
            promise = "nothing was sent; retried without charge")
    void tellsThatNothingWasWrittenWhenTheHostIsUnknown() throws Exception {
        WireResult result = send(URI.create("http://nowhere.invalid/tickets"));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.failure().orElseThrow()).startsWith("unknown host");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the connect is never answered (black hole)",
            promise = "nothing was sent; the attempt ends by its time-out")
    void tellsThatNothingWasWrittenWhenTheConnectIsNotAnswered() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(List.of(first, second)).allMatch(Socket::isConnected);

            WireResult result = send(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/tickets"));

            assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
            assertThat(result.failure()).contains("connect time-out");
            assertThat(result.took()).isLessThan(AMPLE);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the TLS handshake stalls",
            promise = "nothing was sent; the attempt ends by its time-out")
    void tellsThatNothingWasWrittenWhenTheTlsHandshakeIsNotAnswered() throws Exception {
        server.silent();

        WireResult result = send(secure(server.url("/tickets")));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.took()).isLessThan(AMPLE);
    }

    @Test
    void tellsThatNothingWasWrittenWhenTheTlsHandshakeComesByteByByte() throws Exception {
        String slowRecord = "\u0016\u0003\u0003\u0040\u0000" + "\u0002".repeat(1000);
        server.next(exchange -> exchange.drip(slowRecord, Duration.ofMillis(50)));

        WireResult result = send(secure(server.url("/tickets")));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.failure()).contains("no complete answer in 700 ms");
        assertThat(result.took()).isLessThan(AMPLE);
    }

    @Test
    void tellsThatNothingWasWrittenWhenNoConnectionIsFree() throws Exception {
        deadline = Duration.ofSeconds(60);
        server.otherwise(StandInAnswers.stallAfterTheRequest());
        ProducerTemplate template = route(server.url("/tickets"));
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        open.add(0, threads::shutdownNow);
        List<Future<WireResult>> busy = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            busy.add(threads.submit(() -> exchange(template, BODY, Instant.MAX)));
        }
        await().until(() -> server.begun() == CONNECTIONS);

        WireResult result = exchange(template, BODY, Instant.now().plusSeconds(60));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.failure()).contains("no free connection in time");
        server.closeConnections();
        for (Future<WireResult> each : busy) {
            assertThat(each.get().progress()).isEqualTo(Progress.WRITTEN);
        }
        assertThat(server.begun()).isEqualTo(CONNECTIONS);
    }

    @Test
    void tellsThatNothingWasWrittenWhenTheOtherSideSpeaksNoTls() throws Exception {
        server.next(exchange -> exchange.send("HTTP/1.1 400 Bad Request\r\n\r\n"));

        WireResult result = send(secure(server.url("/tickets")));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.failure().orElseThrow()).startsWith("TLS failed");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "the sender was paused until its lease ended",
            promise = "it writes nothing")
    void writesNothingOnceTheLeaseIsOver() throws Exception {
        WireResult result = send(server.url("/tickets"), BODY, Instant.now().minusMillis(1));

        assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
        assertThat(result.failure().orElseThrow()).contains("lease");
        assertThat(server.begun()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 302, 303, 307, 308, 401, 403, 407, 408, 421, 425, 429, 500, 502, 503, 504})
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "429, 503, a redirect or any other status",
            promise = "exactly one request on the wire for one attempt")
    void sendsExactlyOneRequestWhateverTheStatus(int status) throws Exception {
        try (StandInServer elsewhere = new StandInServer()) {
            String headers = "Retry-After: 0\r\nLocation: " + elsewhere.url("/stolen")
                    + "\r\nWWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                    + "Set-Cookie: a=b\r\n";
            server.next(StandInAnswers.answer(status, headers, ""));

            WireResult result = send(server.url("/tickets"));

            assertThat(result.status()).hasValue(status);
            assertThat(server.begun()).isEqualTo(1);
            assertThat(elsewhere.connections()).isZero();
            assertThat(client.counter().requests()).isEqualTo(1);
        }
    }

    @Test
    void keepsNoCookie() throws Exception {
        server.next(StandInAnswers.answer(200, "Set-Cookie: a=b; Path=/\r\n", CREATED));
        ProducerTemplate template = route(server.url("/tickets"));

        exchange(template, BODY, Instant.MAX);
        exchange(template, BODY, Instant.MAX);

        assertThat(server.requests()).hasSize(2).noneMatch(request -> request.head()
                .contains("Cookie"));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "a kept connection was closed meanwhile",
            promise = "a fresh one is opened; still one request")
    void opensAFreshConnectionWhenTheKeptOneWasClosedMeanwhile() throws Exception {
        ProducerTemplate template = route(server.url("/tickets"));
        exchange(template, BODY, Instant.MAX);
        server.closeConnections();

        WireResult result = exchange(template, BODY, Instant.MAX);

        assertThat(result.status()).hasValue(200);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.begun()).isEqualTo(2);
    }

    @Test
    void sendsNothingWithoutAPermit() throws Exception {
        ProducerTemplate template = route(server.url("/tickets"));

        Exchange exchange =
                template.send("direct:send", each -> each.getMessage().setBody(BODY));

        assertThat(exchange.getException()).hasMessageContaining("permit");
        assertThat(server.begun()).isZero();
    }

    @Test
    void sendsNothingTwiceWithOnePermit() throws Exception {
        ProducerTemplate template = route(server.url("/tickets"));
        recorder.begin(Optional.empty(), Instant.MAX);
        template.send("direct:send", each -> each.getMessage().setBody(BODY));

        Exchange again = template.send("direct:send", each -> each.getMessage().setBody(BODY));

        assertThat(again.getException()).hasMessageContaining("permit");
        assertThat(recorder.take().status()).hasValue(200);
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    void keepsThePermitWhenACallOfTheSameThreadComesBetween() throws Exception {
        ProducerTemplate template = route(server.url("/tickets"));
        recorder.begin(Optional.of("secret-token"), Instant.MAX);
        try (WireCall call = new WireCall(client)) {
            assertThat(call.post(server.url("/token"), new byte[1], Optional.empty())
                            .status())
                    .hasValue(200);
        }

        template.send("direct:send", each -> each.getMessage().setBody(BODY));

        assertThat(recorder.take().status()).hasValue(200);
        assertThat(server.requests())
                .extracting(each -> each.head().contains("secret-token"))
                .containsExactly(false, true);
    }

    @Test
    void neverTakesTheTokenToAnotherHost() throws Exception {
        try (StandInServer elsewhere = new StandInServer()) {
            ProducerTemplate template = route(server.url("/"), elsewhere.url("/tickets"));

            WireResult result = exchange(template, BODY, Instant.MAX);

            assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    private WireResult send(URI url) throws Exception {
        return send(url, BODY, Instant.MAX);
    }

    private WireResult send(URI url, String body, Instant notAfter) throws Exception {
        return exchange(route(url), body, notAfter);
    }

    private WireResult exchange(ProducerTemplate template, String body, Instant notAfter) {
        recorder.begin(Optional.of("secret-token"), notAfter);
        template.send("direct:send", exchange -> {
            exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().setHeader("Content-Type", "application/x-www-form-urlencoded");
            exchange.getMessage().setHeader("CamelHttpUri", "http://example.invalid/");
            exchange.getMessage().setHeader("X-Admin", "1");
        });
        return recorder.take();
    }

    private ProducerTemplate route(URI url) throws Exception {
        return route(url, url);
    }

    private ProducerTemplate route(URI origin, URI url) throws Exception {
        client = new WireClient(
                new WireSettings(
                        origin,
                        WireSettings.JSON,
                        Duration.ofMillis(300),
                        deadline,
                        CONNECTIONS,
                        WireSettings.TICKET_ANSWER,
                        "ticketbridge/test"),
                recorder);
        CamelContext context = new DefaultCamelContext();
        open.add(0, context);
        context.getRegistry().bind("socialboards", client);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(url + "?httpClientConfigurer=#socialboards&" + WireClient.ENDPOINT_OPTIONS);
            }
        });
        context.start();
        return context.createProducerTemplate();
    }

    private static URI secure(URI url) throws IOException {
        return URI.create(url.toString().replace("http:", "https:"));
    }
}
