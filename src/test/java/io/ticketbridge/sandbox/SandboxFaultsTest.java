package io.ticketbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault as a user switches it on, seen by a plain HTTP client. */
class SandboxFaultsTest {

    private Sandbox sandbox;
    private SandboxCaller caller;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
        caller = new SandboxCaller(sandbox.uri()).authorized();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void statusStrikesAsOftenAsItSays() throws Exception {
        inject("{\"on\":\"tickets\",\"fault\":\"status\",\"status\":503,\"retryAfter\":\"2\",\"times\":3,"
                + "\"body\":\"busy\",\"headers\":{\"X-Why\":\"test\"}}");

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> struck = create();
            assertThat(struck.statusCode()).isEqualTo(503);
            assertThat(struck.headers().firstValue("Retry-After")).contains("2");
            assertThat(struck.headers().firstValue("X-Why")).contains("test");
            assertThat(struck.body()).isEqualTo("busy");
        }
        assertThat(create().statusCode()).isEqualTo(200);
        assertThat(sandbox.ticketCount()).isEqualTo(1);
        assertThat(sandbox.requestCount(Endpoint.TICKETS)).isEqualTo(4);
    }

    @Test
    void statusCanComeAfterTheTicketWasCreated() throws Exception {
        inject("{\"fault\":\"status\",\"status\":500,\"create\":true,\"times\":1}");

        assertThat(create().statusCode()).isEqualTo(500);
        assertThat(sandbox.tickets())
                .extracting(ticket -> ticket.fault().orElse(""))
                .containsExactly("status");
    }

    @Test
    void envelopeErrorComesWithItsCodeAndText() throws Exception {
        inject("{\"fault\":\"envelope-error\",\"errorCode\":17,\"text\":\"No such category\",\"times\":1}");

        assertThat(create().body()).isEqualTo("{\"data\":null,\"errorCode\":17,\"errorText\":\"No such category\"}");
    }

    @Test
    void resetBreaksTheConnectionAndCreatesNothing() throws Exception {
        inject("{\"fault\":\"reset\",\"times\":1}");

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sandbox.ticketCount()).isZero();
        assertThat(sandbox.requestCount(Endpoint.TICKETS)).isEqualTo(1);
    }

    @Test
    void anEarlyResetDoesNotReadTheBody() throws Exception {
        inject("{\"fault\":\"reset\",\"early\":true,\"times\":1}");

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        List<RecordedRequest> requests = sandbox.requests();
        assertThat(requests.get(requests.size() - 1).body()).isEmpty();
    }

    @Test
    void stallNeverAnswers() throws Exception {
        inject("{\"fault\":\"stall\",\"times\":1}");

        assertThatThrownBy(
                        () -> caller.send(caller.toCreate(SandboxCaller.TICKET).timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.ticketCount()).isZero();
    }

    @Test
    void dripAnswersByteByByte() throws Exception {
        inject("{\"fault\":\"drip\",\"delayMs\":10,\"times\":1}");

        long start = System.nanoTime();
        HttpResponse<String> response = create();

        assertThat(response.body()).contains("\"errorCode\":-1");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(10L * (response.body().length() - 5)));
    }

    @Test
    void cutEndsInTheMiddleOfTheBody() throws Exception {
        inject("{\"fault\":\"cut\",\"times\":1}");

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sandbox.ticketCount()).isEqualTo(1);
    }

    @Test
    void createdThenLostCreatesATicketAndTellsNobody() throws Exception {
        inject("{\"fault\":\"created-then-lost\",\"times\":1}");

        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(sandbox.tickets())
                .extracting(ticket -> ticket.fault().orElse(""))
                .containsExactly("created-then-lost");
        assertThat(caller.list("{}").get("data")).hasSize(1);
    }

    @Test
    void slowCreatesAtOnceAndAnswersLate() throws Exception {
        inject("{\"fault\":\"slow\",\"delayMs\":200,\"times\":1}");

        long start = System.nanoTime();
        assertThat(create().statusCode()).isEqualTo(200);

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void padMakesTheAnswerLong() throws Exception {
        inject("{\"fault\":\"pad\",\"bytes\":300000,\"times\":1}");

        HttpResponse<String> response = create();

        assertThat(response.body()).hasSize(300_000);
        assertThat(SandboxCaller.json(response).get("errorCode").asInt()).isEqualTo(-1);
    }

    @Test
    void htmlComesAsASuccess() throws Exception {
        inject("{\"fault\":\"html-200\",\"times\":1}");

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(sandbox.ticketCount()).isZero();
    }

    @Test
    void redirectPointsElsewhere() throws Exception {
        inject("{\"fault\":\"redirect\",\"status\":302,\"location\":\"http://127.0.0.1:1/x\",\"times\":1}");

        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("http://127.0.0.1:1/x");
    }

    @Test
    void tokenExpiredAnswers401AndRevokeNeedsANewToken() throws Exception {
        inject("[{\"fault\":\"token-expired\",\"times\":1},{\"fault\":\"revoke\",\"times\":1}]");

        assertThat(create().statusCode()).isEqualTo(401);
        assertThat(create().statusCode()).isEqualTo(401);
        assertThat(create().statusCode()).isEqualTo(401);
        caller.authorized();
        assertThat(create().statusCode()).isEqualTo(200);
    }

    @Test
    void invalidGrantStrikesTheTokenEndpoint() throws Exception {
        inject("{\"fault\":\"invalid-grant\",\"times\":1}");

        HttpResponse<String> refused = caller.refresh("any");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"error\":\"invalid_grant\"");
        assertThat(caller.refresh("any").statusCode()).isEqualTo(200);
    }

    @Test
    void theListLagsAndIgnoresItsFilter() throws Exception {
        create();
        inject("{\"fault\":\"list-lag\",\"delayMs\":60000,\"times\":1}");
        assertThat(caller.list("{}").get("data")).isEmpty();
        assertThat(caller.list("{}").get("data")).hasSize(1);

        inject("{\"fault\":\"list-ignores-filter\",\"times\":1}");
        assertThat(caller.list("{\"ticketIds\":[1]}").get("data")).hasSize(1);
        assertThat(caller.list("{\"ticketIds\":[1]}").get("data")).isEmpty();
    }

    @Test
    void strikesOnlyWhatMatches() throws Exception {
        inject("{\"fault\":\"status\",\"status\":500,\"match\":\"Klage\"}");

        assertThat(create().statusCode()).isEqualTo(200);
        assertThat(caller.create("{\"title\":\"Klage\",\"message\":\"m\"}").statusCode())
                .isEqualTo(500);
    }

    @Test
    void theSameSeedStrikesTheSameRequests() throws Exception {
        String half = "{\"fault\":\"status\",\"status\":500,\"probability\":0.5,\"seed\":7}";
        List<Integer> first = statuses(half);
        List<Integer> second = statuses(half);

        assertThat(first).isEqualTo(second).contains(200, 500);
    }

    @Test
    void deletingTheFaultsSwitchesThemOff() throws Exception {
        inject("{\"fault\":\"status\",\"status\":500}");
        assertThat(create().statusCode()).isEqualTo(500);

        assertThat(caller.control("DELETE", "/sandbox/faults", "").statusCode()).isEqualTo(204);
        assertThat(create().statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithAFault() throws Exception {
        assertThat(caller.control("POST", "/sandbox/faults", "{\"fault\":\"explode\"}")
                        .body())
                .contains("fault must be one of status,");
        assertThat(caller.control("POST", "/sandbox/faults", "{\"fault\":\"reset\",\"on\":\"login\"}")
                        .body())
                .contains("on must be token, tickets or list");
        assertThat(caller.control("POST", "/sandbox/faults", "{\"fault\":\"reset\",\"tims\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(sandbox.faults()).isEmpty();
    }

    private List<Integer> statuses(String fault) throws Exception {
        sandbox.clearFaults();
        inject(fault);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(create().statusCode());
        }
        return statuses;
    }

    private HttpResponse<String> create() throws IOException, InterruptedException {
        return caller.create(SandboxCaller.TICKET);
    }

    private void inject(String json) throws Exception {
        assertThat(caller.control("POST", "/sandbox/faults", json).statusCode()).isEqualTo(201);
    }
}
