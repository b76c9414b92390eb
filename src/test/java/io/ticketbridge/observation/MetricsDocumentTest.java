package io.ticketbridge.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {

    @Test
    void namesEveryMetricWithItsLabelsAndMeaning() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("docs/metrics.md")).stream()
                .filter(line -> line.startsWith("| `ticketbridge_"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(TicketMetric.values())
                        .map(MetricsDocumentTest::row)
                        .toList());
    }

    private static String row(TicketMetric metric) {
        String labels = metric.tags().isEmpty()
                ? "–"
                : metric.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
        return "| `" + metric.scrapedName() + "` | " + labels + " | " + metric.meaning() + " |";
    }
}
