package io.ticketbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTicketsTest {

    private static final String FULL = """
            { "assigneeId": "43b8adc7-755d-2be3-afb1-b6a462631977",
              "attachments": [ { "url": "https://your.attachment.url/filename.png", "name": "filename.png" } ],
              "categoryId": 15597, "cc": [ "ann_smith@gmail.com" ],
              "creator": { "name": "Bill Smith", "email": "bill_smith@gmail.com", "image": null, "phoneNumber": null },
              "customFields": [ { "id": 42623, "value": "Oslo" } ],
              "message": "Hello I want to buy a new car,\\u0020how can I get a price list?", "isHtml": false,
              "sentiment": "question", "sourceName": "web", "tags": [], "title": "New car price list." }""";

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
    void answersAnEnvelopeWithTheNewTicketsId() throws Exception {
        HttpResponse<String> response = caller.create(FULL);

        long id = sandbox.tickets().get(0).id();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"data\":" + id + ",\"errorCode\":-1,\"errorText\":null}");
        assertThat(id).isBetween(1L, (1L << 53) - 1);
    }

    @Test
    void keepsTheRequestExactlyAsItCame() throws Exception {
        caller.create(FULL);

        assertThat(sandbox.tickets().get(0).json()).isEqualTo(FULL);
        assertThat(sandbox.tickets().get(0).wireRequest()).isEqualTo(1);
        assertThat(caller.control("GET", "/sandbox/tickets", "").body()).contains(FULL);
    }

    @Test
    void anotherSandboxDoesNotRepeatAnId() throws Exception {
        long before = caller.created(FULL);
        try (Sandbox next = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            assertThat(new SandboxCaller(next.uri()).authorized().created(FULL)).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"a\"} | 990004 | message is missing.",
                "{\"title\":\" \",\"message\":\"b\"} | 990005 | title must not be blank.",
                "{\"title\":1,\"message\":\"b\"} | 990003 | title must be a string.",
                "{\"title\":\"a\",\"message\":\"b\",\"status\":\"open\"} | 990002 | The ticket has a field that the model"
                        + " does not document.",
                "{\"title\":\"a\",\"message\":\"b\",\"sentiment\":\"angry\"} | 990005 | sentiment must be one of"
                        + " [complaint, praise, question, suggestion].",
                "{\"title\":\"a\",\"message\":\"b\",\"isHtml\":\"false\"} | 990003 | isHtml must be true or false.",
                "{\"title\":\"a\",\"message\":\"b\",\"cc\":[\"x@y.no\",\"nobody\"]} | 990005 | cc[1] must be an e-mail"
                        + " address.",
                "{\"title\":\"a\",\"message\":\"b\",\"categoryId\":\"7\"} | 990003 | categoryId must be an integer.",
                "{\"title\":\"a\",\"message\":\"b\",\"assigneeId\":\"me\"} | 990005 | assigneeId must be a GUID.",
                "{\"title\":\"a\",\"message\":\"b\",\"creator\":{\"mail\":\"x\"}} | 990002 | creator has a field that the"
                        + " model does not document.",
                "{\"title\":\"a\",\"message\":\"b\",\"customFields\":[{\"id\":\"1\",\"value\":\"x\"}]} | 990003 |"
                        + " customFields[0].id must be an integer.",
                "{\"title\":\"a\",\"message\":\"b\",\"attachments\":[{\"url\":\"file:///x\"}]} | 990005 |"
                        + " attachments[0].url must be an absolute http or https URL.",
                "[] | 990001 | The body must be a JSON object.",
                "{\"title\":\"a\",\"title\":\"b\",\"message\":\"b\"} | 990001 | The body is not valid JSON at line 1,"
                        + " column 21.",
            })
    void refusesWhatTheModelDoesNotDocument(String json, int code, String text) throws Exception {
        HttpResponse<String> response = caller.create(json);

        JsonNode envelope = SandboxCaller.json(response);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(envelope.get("errorText").asText()).isEqualTo(text);
        assertThat(envelope.get("errorCode").asInt()).isEqualTo(code);
        assertThat(envelope.get("data").isNull()).isTrue();
        assertThat(sandbox.ticketCount()).isZero();
    }

    @Test
    void refusesJsonThatIsSentAsAForm() throws Exception {
        HttpResponse<String> response =
                caller.send(caller.toCreate(FULL).setHeader("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws Exception {
        byte[] latin1 = SandboxCaller.TICKET.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        HttpResponse<String> response =
                caller.send(caller.resource("/tickets").POST(BodyPublishers.ofByteArray(latin1)));

        assertThat(response.body()).contains("The body is not valid UTF-8.");
    }

    @Test
    void listsNewestFirstInPages() throws Exception {
        for (int i = 0; i < 60; i++) {
            caller.create("{\"title\":\"t" + i + "\",\"message\":\"m\"}");
        }

        assertThat(titles(caller.list("{}"))).hasSize(25).startsWith("t59", "t58");
        assertThat(titles(caller.list("{\"take\":100}"))).hasSize(50);
        assertThat(titles(caller.list("{\"skip\":50,\"take\":50}"))).hasSize(10).endsWith("t1", "t0");
    }

    @Test
    void listsWhatAllConditionsMeet() throws Exception {
        long oslo = caller.created(FULL);
        long bergen = caller.created(FULL.replace("Oslo", "Bergen").replace("15597", "null"));

        assertThat(ids(caller.list("{\"customFields\":[{\"id\":42623,\"value\":\"Oslo\"}]}")))
                .containsExactly(oslo);
        assertThat(ids(caller.list("{\"customFields\":[{\"key\":\"42623\",\"value\":\"Bergen\"}]}")))
                .containsExactly(bergen);
        assertThat(ids(caller.list("{\"ticketIds\":[" + bergen + ",1]}"))).containsExactly(bergen);
        assertThat(ids(caller.list("{\"categoryId\":null}"))).containsExactly(bergen);
        assertThat(ids(caller.list("{\"categoryId\":15597}"))).containsExactly(oslo);
        assertThat(ids(caller.list("{\"status\":\"completed\"}"))).isEmpty();
        assertThat(ids(caller.list(
                        "{\"from\":\"" + OffsetDateTime.now(Clock.systemUTC()).minusMinutes(1) + "\"}")))
                .containsExactly(bergen, oslo);
        assertThat(ids(caller.list("{\"to\":\"2022-11-09T10:12:59.81+01:00\"}")))
                .isEmpty();
    }

    @Test
    void showsATicketAsDocumented() throws Exception {
        long id = caller.created(FULL);

        JsonNode ticket = caller.list("{}").get("data").get(0);

        assertThat(ticket.get("id").asLong()).isEqualTo(id);
        assertThat(ticket.get("message").asText())
                .isEqualTo("Hello I want to buy a new car, how can I get a price list?");
        assertThat(ticket.get("creationTime").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}[+-]\\d\\d:\\d\\d");
        assertThat(ticket.at("/author/email").asText()).isEqualTo("bill_smith@gmail.com");
        assertThat(ticket.at("/customFields/0/value").asText()).isEqualTo("Oslo");
        assertThat(ticket.at("/properties/hasAttachments").asBoolean()).isTrue();
        assertThat(ticket.get("status").asText()).isEqualTo("open");
    }

    @Test
    void saysWhatIsWrongWithAListRequest() throws Exception {
        assertThat(caller.list("{\"skip\":-1}").get("errorText").asText()).contains("skip");
        assertThat(caller.list("{\"from\":\"yesterday\"}").get("errorText").asText())
                .contains("from");
        assertThat(caller.list("{\"page\":1}").get("errorCode").asInt()).isEqualTo(990_002);
    }

    @Test
    void keepsTheNewestBodiesAndCountsAll() throws Exception {
        try (Sandbox small =
                Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults().keeping(3, 1 << 20))) {
            SandboxCaller other = new SandboxCaller(small.uri()).authorized();
            for (int i = 0; i < 5; i++) {
                other.create("{\"title\":\"t" + i + "\",\"message\":\"m\"}");
            }

            assertThat(small.ticketCount()).isEqualTo(5);
            assertThat(small.tickets()).extracting(CreatedTicket::wireRequest).containsExactly(3L, 4L, 5L);
        }
    }

    private static java.util.List<String> titles(JsonNode envelope) {
        return envelope.get("data").findValuesAsText("title");
    }

    private static java.util.List<Long> ids(JsonNode envelope) {
        JsonNode data = envelope.get("data");
        return IntStream.range(0, data.size())
                .mapToObj(i -> data.get(i).get("id").asLong())
                .toList();
    }
}
