package io.ticketbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import io.ticketbridge.newsocialcloud.TicketFields;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples that ship with the project, under the mapping that ships with it. */
class SamplesTest {

    private static final Mapping SHIPPED = Mapping.load(Path.of("config/mapping.yaml"));

    @ParameterizedTest
    @ValueSource(strings = {"rest-delivery.form", "rest-question.form", "queue-charging.form", "queue-cancel.json"})
    void areTakenByTheRestAndQueueDoors(String name) throws IOException {
        mapped(one(name));
    }

    @Test
    void haveARequestWithoutASubject() throws IOException {
        assertThat(((TicketCheck.Result.Invalid) one("rest-missing-subject.form")).error())
                .isEqualTo(FieldError.missing("subject"));
    }

    @Test
    void haveJsonFilesThatAreTakenWhole() throws IOException {
        JsonNode array = TicketJson.mapper().readTree(bytes("tickets.json"));
        assertThat(array).hasSize(3);
        array.forEach(ticket -> mapped(TicketCheck.check(TicketFields.ofJson(ticket))));

        List<String> lines = new String(bytes("tickets.ndjson"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            mapped(TicketCheck.check(TicketFields.ofJson(TicketJson.mapper().readTree(line))));
        }
    }

    @Test
    void haveACsvFileWithOneBadRowAndOneTicketThatComesByRestToo() throws IOException {
        List<TicketCheck.Result> rows = csvRows();

        assertThat(rows).hasSize(5);
        assertThat(((TicketCheck.Result.Invalid) rows.get(2)).error()).isEqualTo(FieldError.missing("subject"));
        SupportTicket byFile = mapped(rows.get(4));
        SupportTicket byRest = mapped(one("rest-delivery.form"));
        assertThat(byFile.externalId()).isEqualTo(byRest.externalId()).isPresent();
        assertThat(byFile.contentHash()).isEqualTo(byRest.contentHash());
        for (int row : new int[] {0, 1, 3}) {
            assertThat(((TicketCheck.Result.Valid) rows.get(row)).ignoredFields())
                    .isEmpty();
            mapped(rows.get(row));
        }
    }

    private static List<TicketCheck.Result> csvRows() throws IOException {
        try (MappingIterator<String[]> lines = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(bytes("tickets.csv"))) {
            List<String> header = Arrays.asList(lines.next());
            assertThat(header).allMatch(TicketCheck::isKnownField);
            List<TicketCheck.Result> rows = new ArrayList<>();
            lines.forEachRemaining(
                    row -> rows.add(TicketCheck.check(TicketFields.ofColumns(header, Arrays.asList(row)))));
            return rows;
        }
    }

    private static TicketCheck.Result one(String name) throws IOException {
        Decoded decoded =
                new TicketDecoder(StandardCharsets.ISO_8859_1).decode(bytes(name), Optional.empty(), Optional.empty());
        return TicketCheck.check(((Decoded.Fields) decoded).fields());
    }

    private static SupportTicket mapped(TicketCheck.Result result) {
        assertThat(result).isInstanceOf(TicketCheck.Result.Valid.class);
        SupportTicket ticket = ((TicketCheck.Result.Valid) result).ticket();
        assertThat(SHIPPED.map(ticket)).isInstanceOf(Mapping.Result.Mapped.class);
        return ticket;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream sample = Objects.requireNonNull(SamplesTest.class.getResourceAsStream("/samples/" + name))) {
            return sample.readAllBytes();
        }
    }
}
