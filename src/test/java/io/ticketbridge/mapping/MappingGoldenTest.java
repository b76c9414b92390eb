package io.ticketbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks {@code golden/}: each folder is one rule of the mapping, with what a caller sends ({@code ticket.json} or
 * {@code form.txt}), the {@code mapping.yaml} in force, and the request that must come of it, or the refusal.
 */
class MappingGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> goldenFolders() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(MappingGoldenTest.class.getResource("/golden"))
                .toURI());
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> sorted = folders.filter(Files::isDirectory).sorted().toList();
            assertThat(sorted).as("golden folders").isNotEmpty();
            return sorted;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenFolders")
    void mapsAsItsGoldenFileSays(Path folder) throws IOException {
        JsonNode expected = JSON.readTree(Files.readString(folder.resolve("expected.json")));

        Mapping.Result result = Mapping.load(folder.resolve("mapping.yaml")).map(ticket(folder));

        assertThat(result instanceof Mapping.Result.Mapped mapped ? mappedJson(mapped) : refusedJson(result))
                .isEqualTo(expected);
    }

    private static SupportTicket ticket(Path folder) throws IOException {
        Path form = folder.resolve("form.txt");
        byte[] body = Files.readAllBytes(Files.exists(form) ? form : folder.resolve("ticket.json"));
        Decoded decoded =
                new TicketDecoder(StandardCharsets.ISO_8859_1).decode(body, Optional.empty(), Optional.empty());
        TicketCheck.Result checked = TicketCheck.check(((Decoded.Fields) decoded).fields());
        SupportTicket ticket = ((TicketCheck.Result.Valid) checked).ticket();
        return SupportTicket.fromJson(ticket.toJson());
    }

    private static JsonNode mappedJson(Mapping.Result.Mapped mapped) throws IOException {
        return JSON.readTree(mapped.request().toJson());
    }

    private static JsonNode refusedJson(Mapping.Result result) {
        FieldError error = ((Mapping.Result.Refused) result).error();
        ObjectNode json = JSON.createObjectNode();
        json.putObject("refused").put("type", error.type()).put("field", error.field());
        return json;
    }
}
