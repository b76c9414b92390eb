package io.ticketbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Drops samples into the inbox and reads the reports that come beside them. */
final class FileSamples {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MILLIS = 100;

    /**
     * The state each row should be in, by file. Row 3 of the CSV has no subject; row 5 is a ticket of the REST door.
     */
    private static final Map<String, List<String>> EXPECTED = Map.of(
            "tickets.csv", List.of("delivered", "delivered", "rejected", "delivered", "duplicate"),
            "tickets.json", List.of("delivered", "delivered", "delivered"),
            "tickets.ndjson", List.of("delivered", "delivered"));

    private final Path inbox;

    FileSamples(Path inbox) {
        this.inbox = inbox;
    }

    List<DemoRow> send() throws IOException, InterruptedException {
        List<String> names = EXPECTED.keySet().stream().sorted().toList();
        for (String name : names) {
            drop(Sample.load(name));
        }
        List<DemoRow> rows = new ArrayList<>();
        for (String name : names) {
            rows.addAll(report(Sample.load(name), EXPECTED.get(name)));
        }
        return rows;
    }

    /** Under a name with a dot until it is whole. */
    private void drop(Sample sample) throws IOException {
        Path unfinished = inbox.resolve("." + sample.name());
        Files.write(unfinished, sample.bytes());
        Files.move(unfinished, inbox.resolve(sample.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<DemoRow> report(Sample sample, List<String> expected) throws IOException, InterruptedException {
        List<String> subjects = subjects(sample);
        List<Map<String, String>> report = awaitReport(sample.name());
        List<DemoRow> rows = new ArrayList<>();
        for (int row = 0; row < expected.size(); row++) {
            Map<String, String> line = row < report.size() ? report.get(row) : Map.of("reason", "not in the report");
            String ticket = line.getOrDefault("ticket_id", "");
            String outcome = ticket.isEmpty() ? line.getOrDefault("reason", "") : ticket;
            rows.add(new DemoRow(
                    "file " + sample.name(),
                    line.getOrDefault("key", ""),
                    subjects.get(row),
                    line.getOrDefault("state", "?"),
                    outcome,
                    expected.get(row)));
        }
        return rows;
    }

    private List<Map<String, String>> awaitReport(String name) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Path summary = inbox.resolve("done").resolve(name + ".summary.json");
        while (Files.notExists(summary)) {
            if (System.nanoTime() - deadline > 0) {
                return List.of();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return csv(Files.readString(inbox.resolve("done").resolve(name + ".report.csv")));
    }

    private static List<String> subjects(Sample sample) throws IOException {
        if (sample.name().endsWith(".csv")) {
            return csv(sample.text()).stream().map(row -> row.get("subject")).toList();
        }
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(sample.text())) {
            return values.readAll().stream()
                    .flatMap(value ->
                            value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value))
                    .map(ticket -> ticket.path("subject").asText())
                    .toList();
        }
    }

    private static List<Map<String, String>> csv(String text) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(text)) {
            return rows.readAll();
        }
    }
}
