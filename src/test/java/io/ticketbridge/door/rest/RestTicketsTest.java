package io.ticketbridge.door.rest;

import static io.ticketbridge.door.rest.RawHttp.FORM;
import static io.ticketbridge.door.rest.RawHttp.KARI;
import static io.ticketbridge.door.rest.RawHttp.OLA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.door.rest.RawHttp.Answer;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in is what the ledger holds and what the caller gets back, to the character. */
class RestTicketsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RestStand stand;
    private RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        stand = new RestStand(folder, "socialboards.community=demo");
        stand.deliverAll(Deliverer.Answer.CREATED);
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

    @Test
    void servesTheUnchangedNewSocialCloudClient() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("kari", "key-1".toCharArray());
                    }
                })
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stand.port() + RestStand.PATH))
                .header("Content-Type", FORM)
                .POST(HttpRequest.BodyPublishers.ofString(
                        RestStand.form("application_id", "42", "subject", "Hi", "message", "test", "mode", "live")))
                .build();

        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode ticket = JSON.readTree(response.body()).path("ticket");
        Intent intent = intent(response.headers().firstValue("Ticketbridge-Key").orElseThrow());
        assertThat(ticket.path("id").asLong()).isEqualTo(intent.ticketId().orElseThrow());
        assertThat(ticket.path("url").asText())
                .isEqualTo("https://inbox.socialboards.com/demo/tickets?ticketId=" + ticket.path("id"));
        assertThat(ticket.path("subject").asText()).isEqualTo("Hi");
        assertThat(ticket.path("description").asText()).isEqualTo("test");
    }

    @Test
    void showsNoInboxLinkForATestTicket() throws IOException {
        Answer answer = http.post(
                KARI, FORM, RestStand.form("application_id", "42", "subject", "s", "message", "m", "mode", "test"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("ticket").path("url").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Blåbærsyltetøy på ÆØÅ",
                "line one\r\nline two\n\n\ttabbed",
                "100 % sikker & 50 + 1 = 51; \"quotes\" 'n' <b>tags</b>",
                "😀 \uD83D\uDC69\u200D\uD83D\uDCBB ｆｕｌｌ \u202E rtl \u0301",
                "${sys:user.home} #{1+1} {{env:HOME}} $simple{body} ${bean:x}",
                "'; DROP TABLE intent;--",
                "  kept spaces  "
            })
    void carriesTextExactlyAsFormAsMultipartAndAsJson(String text) throws IOException {
        String multipart = "--B\r\nContent-Disposition: form-data; name=\"application_id\"\r\n\r\n42\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\ns\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n" + text + "\r\n--B--\r\n";
        String json = JSON.createObjectNode()
                .put("application_id", "42")
                .put("subject", "s")
                .put("message", text)
                .toString();

        for (Answer answer : List.of(
                http.post(KARI, FORM, RestStand.form("application_id", "42", "subject", "s", "message", text)),
                http.post(KARI, "multipart/form-data; boundary=B", multipart),
                http.post(KARI, "application/json", json))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(kept(answer).message()).isEqualTo(text);
            assertThat(JSON.readTree(answer.body()).at("/ticket/description").asText())
                    .isEqualTo(text);
        }
    }

    @Test
    void carriesFieldsOfNineThousandCharacters() throws IOException {
        String text = "æ".repeat(9_000);

        assertThat(kept(http.post(KARI, FORM, RestStand.form("application_id", "42", "subject", "s", "message", text)))
                        .message())
                .isEqualTo(text);
    }

    @Test
    void readsLatin1AndStrayPercentSignsAndTheQuery() throws IOException {
        byte[] latin1 = "application_id=42&subject=bl\u00e5&message=100%zz%".getBytes(ISO_8859_1);
        Answer answer = http.request("POST", RestStand.PATH, KARI, FORM, latin1);
        assertThat(kept(answer).subject()).isEqualTo("blå");
        assertThat(kept(answer).message()).isEqualTo("100%zz%");

        Answer query = http.request(
                "POST",
                RestStand.PATH + "?application_id=42&subject=50%&message=query%zz",
                KARI,
                FORM,
                "message=body".getBytes(UTF_8));
        assertThat(kept(query).subject()).isEqualTo("50%");
        assertThat(kept(query).message()).isEqualTo("body");
    }

    @Test
    void letsNoHeaderOrFieldSteerARoute() throws IOException {
        String[] names = {
            "CamelHttpUri", "CAMELHttpUri", "cAmElBeanMethodName", "CamelHttpResponseCode", "camelHttpPath"
        };
        StringBuilder evil = new StringBuilder();
        for (String name : names) {
            evil.append('&').append(name).append("=204");
        }
        String body = RestStand.form("application_id", "42", "subject", "s", "message", "m") + evil;
        String[] headers = {
            "CamelHttpUri: http://127.0.0.1:1/",
            "CAMELHttpUri: http://127.0.0.1:1/",
            "cAmElBeanMethodName: close",
            "CamelHttpResponseCode: 204",
            "CamelHttpMethod: DELETE",
            "CamelJmsDestinationName: x",
            "Ticketbridge-Content-Type: image/png",
            "X-Reflected: yes",
            "Location: http://127.0.0.1:1/",
            "Cookie: a=b"
        };

        Answer answer = http.request(
                "POST", RestStand.PATH + "?id=1&X-Query=1" + evil, KARI, FORM, body.getBytes(UTF_8), headers);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().keySet()).containsOnly("content-type", "content-length", "ticketbridge-key");
        Answer status = http.request(
                "GET",
                "/api/v2/support_ticket/" + answer.header("Ticketbridge-Key") + ".json?id=other",
                KARI,
                null,
                new byte[0],
                headers);
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.headers().keySet()).containsOnly("content-type", "content-length", "ticketbridge-key");
    }

    @Test
    void givesARepeatTheSameBytes() throws IOException {
        String body = RestStand.form("application_id", "42", "subject", "once", "message", "more");
        Answer first = http.post(KARI, FORM, body, "Idempotency-Key: same");
        Answer second = http.post(KARI, FORM, body, "Idempotency-Key: same");

        assertThat(second).isEqualTo(first);
        assertThat(first.status()).isEqualTo(200);
        Answer other = http.post(KARI, FORM, body);
        assertThat(other.header("Ticketbridge-Key")).isNotEqualTo(first.header("Ticketbridge-Key"));
    }

    @Test
    void convergesOnAnExternalIdAndShowsTheWholeAnswerInTheStatusResource() throws IOException {
        String body = RestStand.form("application_id", "42", "subject", "s", "message", "m", "external_id", "E-1");
        Answer first = http.post(KARI, FORM, body);
        assertThat(http.post(KARI, FORM, body).body()).isEqualTo(first.body());
        assertThat(JSON.readTree(first.body()).at("/ticket/external_id").asText())
                .isEqualTo("E-1");

        JsonNode status =
                JSON.readTree(http.get("/api/v2/support_ticket/" + first.header("Ticketbridge-Key") + ".json", KARI)
                        .body());
        assertThat(status.path("state").asText()).isEqualTo("delivered");
        assertThat(status.path("response")).isEqualTo(JSON.readTree(first.body()));
    }

    @Test
    void letsACreatorFieldCountOnlyWhereTheAccountMaySetIt() throws IOException {
        Answer answer = http.post(
                OLA,
                FORM,
                RestStand.form(
                        "application_id", "42", "subject", "s", "message", "m", "creator_email", "other@example.org"));

        assertThat(kept(answer).creator().email()).contains("ola@example.org");
    }

    private static Intent intent(String key) {
        return stand.ledger().inspection().find(key).orElseThrow();
    }

    private static SupportTicket kept(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return SupportTicket.fromJson(stand.ledger()
                .inspection()
                .payload(answer.header("Ticketbridge-Key"))
                .orElseThrow()
                .content());
    }
}
