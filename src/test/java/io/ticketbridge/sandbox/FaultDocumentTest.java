package io.ticketbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/sandbox.md} names every fault that can be switched on, each with an example that can be sent. */
class FaultDocumentTest {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9-]+)` \\|.*\\| `(\\{.*})` \\|");

    @Test
    void everyExampleSwitchesOnTheFaultOfItsRow() throws Exception {
        Map<String, String> examples = examples();
        for (Map.Entry<String, String> row : examples.entrySet()) {
            Fault fault = FaultReader.read(StrictJson.value(row.getValue().getBytes(StandardCharsets.UTF_8)));

            assertThat(fault.name()).isEqualTo(row.getKey());
        }
    }

    @Test
    void everyFaultHasARow() throws Exception {
        List<String> documented = List.copyOf(examples().keySet());

        assertThatThrownBy(
                        () -> FaultReader.read(StrictJson.value("{\"fault\":\"?\"}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(known(refused))
                        .containsExactlyInAnyOrderElementsOf(documented));
    }

    /** Those of the sentence that refuses an unknown one. */
    private static List<String> known(RefusedException refused) {
        String sentence = refused.answer().text();
        Matcher list = Pattern.compile("must be one of ([a-z0-9, -]+)\\.").matcher(sentence);
        assertThat(list.find()).as(sentence).isTrue();
        return List.of(list.group(1).split(", "));
    }

    private static Map<String, String> examples() throws Exception {
        return Files.readAllLines(Path.of("docs/sandbox.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, TreeMap::new));
    }
}
