package io.ticketbridge.socialboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.socialboards.CreateTicketRequest.Attachment;
import io.ticketbridge.socialboards.CreateTicketRequest.Creator;
import io.ticketbridge.socialboards.CreateTicketRequest.CustomField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateTicketRequestTest {

    private static final CreateTicketRequest FULL = new CreateTicketRequest(
            Optional.of(Optional.of("43b8adc7-755d-2be3-afb1-b6a462631977")),
            List.of(new Attachment("https://example.no/a.png", "a.png")),
            Optional.of(Optional.of(15597L)),
            List.of("ola@example.no"),
            Optional.of(new Creator(
                    Optional.of("Kari"),
                    Optional.of("kari@example.no"),
                    Optional.of(Optional.empty()),
                    Optional.of(Optional.empty()))),
            List.of(new CustomField(42623, "Oslo")),
            false,
            "Blåbær 😀",
            Optional.of("question"),
            Optional.of("Nett"),
            List.of("bil"),
            "Ny bil");

    @Test
    void hasExactlyTheDocumentedNames() throws IOException {
        JsonNode json = json(FULL);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "assigneeId",
                        "attachments",
                        "categoryId",
                        "cc",
                        "creator",
                        "customFields",
                        "isHtml",
                        "message",
                        "sentiment",
                        "sourceName",
                        "tags",
                        "title");
        assertThat(json.path("attachments").get(0).fieldNames()).toIterable().containsExactlyInAnyOrder("url", "name");
        assertThat(json.path("creator").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "email", "image", "phoneNumber");
        assertThat(json.path("customFields").get(0).fieldNames()).toIterable().containsExactlyInAnyOrder("id", "value");
        assertThat(json.path("creator").path("image").isNull()).isTrue();
    }

    @Test
    void leavesAwayWhatIsAbsent() {
        CreateTicketRequest least = new CreateTicketRequest(
                Optional.empty(),
                List.of(),
                Optional.of(Optional.empty()),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                "m",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "t");

        assertThat(new String(least.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"categoryId\":null,\"isHtml\":false,\"message\":\"m\",\"title\":\"t\"}");
    }

    @Test
    void writesCharactersOutsideTheBasicPlaneAsUtf8() {
        assertThat(new String(FULL.toJson(), StandardCharsets.UTF_8)).contains("\"Blåbær 😀\"");
    }

    @Test
    void replacesACustomFieldOfTheSameId() {
        assertThat(FULL.withCustomField(42623, "key").withCustomField(1, "x").customFields())
                .containsExactly(new CustomField(42623, "key"), new CustomField(1, "x"));
    }

    @Test
    void showsNothingOfATicketInLogs() {
        assertThat(FULL.toString()).doesNotContain("Kari", "Blåbær", "Ny bil");
    }

    private static JsonNode json(CreateTicketRequest request) throws IOException {
        return new ObjectMapper().readTree(request.toJson());
    }
}
