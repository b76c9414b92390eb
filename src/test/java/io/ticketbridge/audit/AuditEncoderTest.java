package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEncoderTest {

    @Test
    void writesOneLineWithItsPlaceInTheChain() {
        List<AuditRecord> records = Events.masking().encode(Events.range(7, 8), Optional.empty());

        AuditRecord first = records.get(0);
        assertThat(first.line())
                .isEqualTo("{\"number\":1,\"event\":7,\"at\":\"2026-11-21T12:00:00.007Z\",\"type\":\"delivered\","
                        + "\"key\":\"tb-7\",\"details\":{\"door\":\"rest\",\"ticketId\":4484643},\"prev\":\""
                        + "0".repeat(64) + "\",\"hash\":\"" + first.hash() + "\"}");
        assertThat(records.get(1).number()).isEqualTo(2);
        assertThat(records.get(1).prev()).isEqualTo(first.hash());
    }

    @Test
    void showsAnOperatorWhatTheUpstreamAnswered() throws Exception {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("door", "rest");
        details.put("attempt", 2);
        details.put("status", 400);
        details.put("errorCode", 17);
        details.put("errorText", "No such category for kari@example.no");
        details.put("outcome", "rejected");
        details.put("charged", true);
        details.put("response", "{\"data\":{\"name\":\"Kari\"},\"errorCode\":17,\"errorText\":\"No such category\"}");

        JsonNode shown = shown(new Event(1, Events.NOON, "answered", Optional.of("tb-1"), details));

        assertThat(shown.get("door").asText()).isEqualTo("rest");
        assertThat(shown.get("status").asInt()).isEqualTo(400);
        assertThat(shown.get("errorCode").asInt()).isEqualTo(17);
        assertThat(shown.get("errorText").asText()).matches("No such category for masked:[0-9a-f]{16}");
        assertThat(shown.get("outcome").asText()).isEqualTo("rejected");
        assertThat(shown.get("charged").asBoolean()).isTrue();
        assertThat(shown.get("response").asText())
                .isEqualTo("{\"data\":\"***\",\"errorCode\":17,\"errorText\":\"No such category\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"subject", "message", "creator_name", "creatorEmail", "creator_phone", "cc", "name", "body"})
    void masksACallersContent(String name) throws Exception {
        JsonNode shown = shown(Events.with(name, List.of("Kari-Anne", "Kari-Anne")));

        assertThat(shown.get(name).get(0).asText()).matches("masked:[0-9a-f]{16}");
        assertThat(shown.get(name).get(1)).isEqualTo(shown.get(name).get(0));
    }

    @Test
    void masksAddressesInIdentitiesAndProseUnderUnknownNames() throws Exception {
        assertThat(shown(Events.with("identities", List.of("external:ORD-1", "external:kari@example.no")))
                        .get("identities")
                        .toString())
                .matches("\\[\"external:ORD-1\",\"external:masked:[0-9a-f]{16}\"]");
        assertThat(shown(Events.with("whatever", "Hei, jeg heter Kari"))
                        .get("whatever")
                        .asText())
                .startsWith("masked:");
        assertThat(shown(Events.with("reasonText", "Call +47 99 88 77 66 for help"))
                        .get("reasonText")
                        .asText())
                .matches("Call masked:[0-9a-f]{16} for help");
    }

    @Test
    void showsPersonalDataOnlyWhenAskedToAndSecretsNever() {
        Map<String, Object> details =
                Map.of("subject", "Hei", "refresh_token", "s3cr3t", "failure", "sent Bearer abc.d");
        Event event = new Event(1, Events.NOON, "answered", Optional.empty(), details);

        String masked =
                Events.masking().encode(List.of(event), Optional.empty()).get(0).line();
        String open =
                Events.showing().encode(List.of(event), Optional.empty()).get(0).line();

        assertThat(masked).doesNotContain("Hei", "s3cr3t", "abc.d");
        assertThat(open).contains("\"subject\":\"Hei\"").doesNotContain("s3cr3t", "abc.d");
    }

    @Test
    void anotherKeyGivesAnotherMask() {
        assertThat(new Mask(new byte[32]).of("Kari")).isNotEqualTo(new Mask(new byte[] {1}).of("Kari"));
    }

    @Test
    void escapesWhatCouldBreakALineOrATerminal() throws Exception {
        String hostile = "a\nb\u001b[31m\u2028\u202e\u0085\u007f\ud800z\ud83d\ude00\u00f8";

        String line = Events.showing()
                .encode(List.of(Events.with("subject", hostile)), Optional.empty())
                .get(0)
                .line();

        assertThat(line).contains("a\\nb\\u001B[31m\\u2028\\u202e\\u0085\\u007f\\ud800z\ud83d\ude00\u00f8");
        assertThat(new ObjectMapper().readTree(line).at("/details/subject").asText())
                .isEqualTo(hostile);
    }

    @Test
    void aRecordsHashIsTheSha256OfItsLineWithoutTheHash() throws Exception {
        AuditRecord record =
                Events.masking().encode(Events.range(1, 1), Optional.empty()).get(0);

        String open = record.line().replaceFirst(",\"hash\":\"[0-9a-f]*\"}$", "}");
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest(open.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(java.util.HexFormat.of().formatHex(digest)).isEqualTo(record.hash());
    }

    private static JsonNode shown(Event event) throws Exception {
        String line =
                Events.masking().encode(List.of(event), Optional.empty()).get(0).line();
        return new ObjectMapper().readTree(line).get("details");
    }
}
