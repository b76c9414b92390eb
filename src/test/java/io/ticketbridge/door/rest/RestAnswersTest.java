package io.ticketbridge.door.rest;

import static io.ticketbridge.door.rest.RawHttp.FORM;
import static io.ticketbridge.door.rest.RawHttp.KARI;
import static io.ticketbridge.door.rest.RawHttp.OLA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.door.rest.RawHttp.Answer;
import io.ticketbridge.fault.ProvesFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The table of answers, row by row in its order. */
class RestAnswersTest {

    private static final String GOOD = RestStand.form("application_id", "42", "subject", "Hi", "message", "test");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RestStand stand;
    private RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        stand = new RestStand(folder, "http.max-body=20KiB", "http.wait=0s");
    }

    @AfterAll
    static void stop() {
        stand.close();
    }

    @BeforeEach
    void connect() {
        http = stand.http();
    }

    @AfterEach
    void disconnect() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/api/v2/support_ticket.json/",
                "/api/v2/SUPPORT_TICKET.json",
                "/api/v2//support_ticket.json",
                "/api/v2/support_ticket",
                "/api/v2/./support_ticket.json",
                "/%zz",
                "/api/v2/support_ticket/.json",
                "/openapi.json/more"
            })
    void answers404ToAnUnknownPathWhateverElseIsWrong(String path) throws IOException {
        Answer answer = http.request("PUT", path, null, "image/png", new byte[30_000]);

        isError(answer, 404, "NotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void answers405BeforeItLooksAtTheBody(String method) throws IOException {
        Answer answer = http.request(method, RestStand.PATH, null, "image/png", new byte[30_000]);

        isError(answer, 405, "InvalidHTTPMethod");
        assertThat(message(answer)).isEqualTo(method + " is invalid for this endpoint.");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void answers405ToHeadWithoutABody() throws IOException {
        Answer answer = http.request("HEAD", RestStand.PATH, KARI, null, new byte[0]);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(http.get("/openapi.json", null).status())
                .as("the same connection")
                .isEqualTo(200);
    }

    @Test
    void answers413BeforeItAsksWhoCalls() throws IOException {
        Answer declared = http.request("POST", RestStand.PATH, null, "image/png", new byte[30_000]);
        isError(declared, 413, "RequestTooLarge");

        Answer next = http.post(KARI, FORM, GOOD);
        assertThat(next.status()).as("the same connection").isEqualTo(202);
    }

    @Test
    void answers413ToAChunkedBodyThatGrowsTooLarge() throws IOException {
        StringBuilder request = new StringBuilder("POST " + RestStand.PATH + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: " + FORM + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 30; i++) {
            request.append("400\r\n").append("a".repeat(1024)).append("\r\n");
        }
        isError(http.sendText(request + "0\r\n\r\n"), 413, "RequestTooLarge");

        assertThat(http.post(KARI, FORM, GOOD).status())
                .as("the same connection")
                .isEqualTo(202);
    }

    @Test
    void answers401BeforeItLooksAtTheContent() throws IOException {
        for (String credentials : new String[] {
            null, "Bearer abc", "Basic ???", RawHttp.basic("kari", "wrong"), RawHttp.basic("no", "one")
        }) {
            Answer answer = http.post(credentials, "image/png", "x");

            isError(answer, 401, "InvalidUsernamePassword");
            assertThat(message(answer)).isEqualTo("Username/password is invalid.");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"NewSocialCloud\"");
        }
        isError(http.get("/api/v2/support_ticket/x.json", null), 401, "InvalidUsernamePassword");
    }

    @Test
    void takesTheApiKeyInThePasswordsPlace() throws IOException {
        assertThat(http.post(RawHttp.basic("kari", "key-1"), FORM, GOOD).status())
                .isEqualTo(202);
    }

    @Test
    void answers415ToWhatIsNoneOfTheThreeEncodings() throws IOException {
        isError(http.post(KARI, "image/png", "x"), 415, "UnsupportedMediaType");
        isError(http.post(KARI, FORM, GOOD, "Content-Encoding: gzip"), 415, "UnsupportedMediaType");
        isError(http.post(KARI, FORM + "; charset=ISO-2022-CN", GOOD), 415, "UnsupportedMediaType");
        isError(http.post(KARI, "application/json; charset=x-JISAutoDetect", "{}"), 415, "UnsupportedMediaType");
        isError(
                http.post(
                        KARI,
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nx\r\n--B--\r\n"),
                415,
                "UnsupportedMediaType");
    }

    @Test
    void answers400WithTheFirstMissingFieldBeforeAnyInvalidOne() throws IOException {
        isMissing(http.post(KARI, FORM, ""), "application_id");
        isMissing(http.post(KARI, FORM, "mode=nonsense"), "application_id");
        isMissing(http.post(KARI, FORM, "application_id=42&subject=+%20&message=x"), "subject");
        isMissing(http.post(KARI, FORM, "application_id=42&subject=x&message="), "message");
        isMissing(http.post(KARI, "application/json", "{\"application_id\":\"99\",\"subject\":null}"), "subject");
    }

    @Test
    void answers400ToABrokenFieldBeforeAForeignApplication() throws IOException {
        Answer answer = http.post(KARI, FORM, "application_id=99&subject=x&message=x&mode=nonsense");
        isError(answer, 400, "InvalidParameter");
        assertThat(message(answer)).contains("mode");
        isError(http.post(KARI, "application/json", "{\"subject\":"), 400, "InvalidParameter");
        isError(http.post(KARI, FORM, GOOD, "Idempotency-Key: " + "k".repeat(256)), 400, "InvalidParameter");
        isError(http.post(KARI, FORM, GOOD, "Idempotency-Key: a", "Idempotency-Key: b"), 400, "InvalidParameter");
        isError(http.post(KARI, FORM, GOOD.replace("42", "43"), "Idempotency-Key: \"a"), 400, "InvalidParameter");
    }

    @Test
    void answers403ToAnApplicationThatIsUnknownOrNotTheAccounts() throws IOException {
        isError(http.post(KARI, FORM, GOOD.replace("42", "43")), 403, "PermissionDenied");
        isError(http.post(OLA, FORM, GOOD.replace("42", "99")), 403, "PermissionDenied");
        assertThat(http.post(OLA, FORM, GOOD.replace("42", "43")).status()).isEqualTo(202);
    }

    @Test
    void answers422ToAKeyThatMeantSomethingElse() throws IOException {
        String key = "Idempotency-Key: reused";
        Answer first = http.post(KARI, FORM, GOOD, key);
        assertThat(first.status()).isEqualTo(202);

        isError(http.post(KARI, FORM, GOOD + "!", key), 422, "KeyReused");

        Answer quoted = http.post(KARI, FORM, GOOD, "Idempotency-Key: \"reused\"");
        assertThat(quoted.header("Ticketbridge-Key")).isEqualTo(first.header("Ticketbridge-Key"));
        assertThat(http.post(OLA, FORM, GOOD + "!", key).status())
                .as("another account's key")
                .isEqualTo(202);
    }

    @Test
    void answers422ToTwoNamesOfDifferentTickets() throws IOException {
        http.post(KARI, FORM, GOOD, "Idempotency-Key: one");
        http.post(KARI, FORM, GOOD + "&external_id=E-2");

        isError(http.post(KARI, FORM, GOOD + "&external_id=E-2", "Idempotency-Key: one"), 422, "KeyConflict");
    }

    @Test
    void answers202WithTheKeyAndTheStatusResource() throws IOException {
        Answer answer = http.post(KARI, FORM, GOOD);

        assertThat(answer.status()).isEqualTo(202);
        String key = answer.header("Ticketbridge-Key");
        assertThat(answer.header("Location")).isEqualTo("/api/v2/support_ticket/" + key + ".json");
        JsonNode ticket = JSON.readTree(answer.body()).path("ticket");
        assertThat(ticket.path("id").isNull()).isTrue();
        assertThat(ticket.path("subject").asText()).isEqualTo("Hi");
        JsonNode status =
                JSON.readTree(http.get(answer.header("Location"), KARI).body());
        assertThat(status.fieldNames())
                .toIterable()
                .containsExactly("key", "state", "ticket_id", "reason", "attempts", "not_before", "upstream");
        assertThat(status.path("key").asText()).isEqualTo(key);
        assertThat(status.path("state").asText()).isEqualTo("accepted");
        isError(http.get(answer.header("Location"), OLA), 404, "NotFound");
        isError(http.get("/api/v2/support_ticket/none.json", KARI), 404, "NotFound");
        isError(http.get("/api/v2/support_ticket/" + key + "%00.json", KARI), 404, "NotFound");
    }

    @Test
    void answersEveryRequestThatIsNoHttpInTheSameShape() throws IOException {
        isProtocolError("GARBAGE\r\n\r\n", 400);
        isProtocolError("GET /openapi.json HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n", 400);
        isProtocolError("GET /openapi.json HTTP/1.1\r\n\r\n", 400);
        isProtocolError("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 431);
        isProtocolError("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n", 431);
        isProtocolError("POST " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", 400);
        isProtocolError(
                "POST " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                400);
        isProtocolError("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404);
        isProtocolError("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 404);
        isProtocolError("TRACE " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\n\r\n", 405);
        isProtocolError(
                "POST " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nContent-Length: 1\r\n\r\nx", 417);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%f", "a%2", "%%41"})
    void answers404ToAStatusPathWithAStrayPercentSign(String id) throws IOException {
        isError(http.get("/api/v2/support_ticket/" + id + ".json", KARI), 404, "NotFound");
        isError(http.get("/api/v2/support_ticket/" + id + ".json", null), 404, "NotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%c3%28", "%C3"})
    void answers404ToAStatusPathThatIsNoUtf8(String id) throws IOException {
        isError(http.get("/api/v2/support_ticket/" + id + ".json", KARI), 404, "NotFound");
    }

    @Test
    void endsAConnectionWithABrokenChunkAndLogsNoError() throws IOException {
        Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        all.addAppender(log);
        try (RawHttp connection = stand.http()) {
            assertThatThrownBy(() -> connection.sendText("POST " + RestStand.PATH
                            + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"))
                    .isInstanceOf(IOException.class);
        } finally {
            all.detachAppender(log);
        }
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "a caller sends what is no HTTP",
            promise = "it is answered, and its connection ends")
    void endsAConnectionOnWhichNothingCanBeToldApartAnyMore() throws IOException {
        try (RawHttp connection = stand.http()) {
            connection.sendText("GARBAGE\r\n\r\n");

            assertThatThrownBy(() -> connection.read(false)).hasMessageContaining("the connection ended");
        }
    }

    @Test
    void servesItsDescriptionToAnyone() throws IOException {
        Answer answer = http.get("/openapi.json", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        JsonNode post = JSON.readTree(answer.body()).at("/paths/~1api~1v2~1support_ticket.json/post/responses");
        assertThat(post.fieldNames())
                .toIterable()
                .contains("200", "202", "400", "401", "403", "404", "405", "413", "415", "422", "503");
    }

    private void isProtocolError(String request, int status) throws IOException {
        try (RawHttp connection = stand.http()) {
            Answer answer = connection.sendText(request);
            assertThat(answer.status())
                    .as(request.lines().findFirst().orElse(""))
                    .isEqualTo(status);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
            assertThat(JSON.readTree(answer.body()).at("/error/type").asText()).isNotEmpty();
        }
    }

    private static void isMissing(Answer answer, String field) throws IOException {
        isError(answer, 400, "MissingParameter");
        assertThat(message(answer)).isEqualTo("The " + field + " parameter is missing.");
    }

    private static void isError(Answer answer, int status, String type) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(answer.body().getBytes(StandardCharsets.UTF_8).length));
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("error");
        assertThat(body.path("error").fieldNames()).toIterable().containsExactly("type", "message");
        assertThat(body.at("/error/type").asText()).isEqualTo(type);
        assertThat(answer.headers().keySet())
                .isSubsetOf(
                        "content-type",
                        "content-length",
                        "allow",
                        "www-authenticate",
                        "retry-after",
                        "ticketbridge-key");
    }

    private static String message(Answer answer) throws IOException {
        return JSON.readTree(answer.body()).at("/error/message").asText();
    }
}
