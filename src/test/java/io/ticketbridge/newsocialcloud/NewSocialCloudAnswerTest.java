package io.ticketbridge.newsocialcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NewSocialCloudAnswerTest {

    private static final Instant AT = Instant.parse("2026-11-21T09:08:07.999Z");
    private static final SupportTicket TICKET = SupportTicket.of("42", " Ny \"bil\" ", "<b>Hei</b> & 'hå'\r\n😀");

    @Test
    void hasTheKeysOfTheDocumentedSampleInItsOrder() throws IOException {
        List<String> keys = new ArrayList<>();
        collectKeys("", NewSocialCloudAnswer.document(TICKET, OptionalLong.of(8), AT, Optional.empty()), keys);

        assertThat(keys).isEqualTo(sampleKeys());
    }

    @Test
    void tellsWhatIsKnownAndNullForTheRest() throws IOException {
        JsonNode answer = written(NewSocialCloudAnswer.document(
                TICKET, OptionalLong.of(8), AT, Optional.of("https://inbox.socialboards.com/demo/tickets?ticketId=8")));

        JsonNode ticket = answer.path("ticket");
        assertThat(ticket.path("id").longValue()).isEqualTo(8);
        assertThat(ticket.path("url").textValue()).endsWith("ticketId=8");
        assertThat(ticket.path("external_id").isNull()).isTrue();
        assertThat(ticket.path("created_at").textValue()).isEqualTo("2026-11-21T09:08:07Z");
        assertThat(ticket.path("updated_at")).isEqualTo(ticket.path("created_at"));
        assertThat(ticket.path("subject").textValue()).isEqualTo(TICKET.subject());
        assertThat(ticket.path("description").textValue()).isEqualTo(TICKET.message());
        assertThat(ticket.path("status").textValue()).isEqualTo("open");
        assertThat(ticket.path("requester_id").isNull()).isTrue();
        assertThat(answer.path("audit").path("ticket_id").longValue()).isEqualTo(8);
        JsonNode events = answer.path("audit").path("events");
        assertThat(events.findValuesAsText("field_name"))
                .containsExactly("subject", "status", "priority", "type", "assignee_id", "group_id", "requester_id");
        assertThat(events.get(0).path("body").textValue()).isEqualTo(TICKET.message());
        assertThat(events.get(0).path("html_body").textValue())
                .isEqualTo("<p>&lt;b&gt;Hei&lt;/b&gt; &amp; &#39;hå&#39;\r\n😀</p>");
    }

    @Test
    void hasNullForTheIdOfATicketThatIsNotCreatedYet() throws IOException {
        JsonNode answer = written(NewSocialCloudAnswer.document(TICKET, OptionalLong.empty(), AT, Optional.empty()));

        assertThat(answer.path("ticket").path("id").isNull()).isTrue();
        assertThat(answer.path("ticket").path("url").isNull()).isTrue();
        assertThat(answer.path("audit").path("ticket_id").isNull()).isTrue();
    }

    @Test
    void givesTheSameBytesAgain() {
        assertThat(NewSocialCloudAnswer.document(TICKET, OptionalLong.of(8), AT, Optional.empty())
                        .toString())
                .isEqualTo(NewSocialCloudAnswer.document(
                                SupportTicket.fromJson(TICKET.toJson()), OptionalLong.of(8), AT, Optional.empty())
                        .toString());
    }

    private static void collectKeys(String path, JsonNode json, List<String> keys) {
        json.properties().forEach(field -> {
            String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            keys.add(key);
            collectKeys(key, field.getValue(), keys);
        });
        if (json.isArray()) {
            json.forEach(element -> collectKeys(path + "[]", element, keys));
        }
    }

    private static List<String> sampleKeys() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                NewSocialCloudAnswerTest.class.getResourceAsStream("/newsocialcloud/answer-keys.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static JsonNode written(ObjectNode document) throws IOException {
        return new ObjectMapper().readTree(document.toString());
    }
}
