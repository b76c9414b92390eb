package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of JSONTestSuite, each as a file of its own and as a value within the row of a file. */
@Timeout(30)
class JsonSuiteTest {

    /** JSON, but a row that gives a field twice says two things; it is refused by a rule of our own. */
    private static final Set<String> REFUSED_BY_RULE =
            Set.of("y_object_duplicated_key", "y_object_duplicated_key_and_value");

    @TempDir
    private Path folder;

    record Case(String name, byte[] bytes) {

        @Override
        public String toString() {
            return name;
        }

        private static Case of(String line) {
            String[] parts = line.split(" ", -1);
            return new Case(parts[0], Base64.getDecoder().decode(parts[1]));
        }
    }

    static Stream<Case> all() throws IOException {
        try (InputStream suite = JsonSuiteTest.class.getResourceAsStream("/acid/json-test-suite.txt")) {
            List<String> lines = new String(suite.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Stream.concat(
                    lines.stream().filter(line -> !line.startsWith("#")).map(Case::of),
                    Stream.of(
                            new Case(
                                    "n_structure_100000_opening_arrays",
                                    "[".repeat(100_000).getBytes()),
                            new Case(
                                    "n_structure_open_array_object",
                                    "[{\"\":".repeat(50_000).getBytes())));
        }
    }

    static Stream<Case> valid() throws IOException {
        return all().filter(test -> test.name().startsWith("y_") && !REFUSED_BY_RULE.contains(test.name()));
    }

    static Stream<Case> invalid() throws IOException {
        return all().filter(test -> test.name().startsWith("n_") || REFUSED_BY_RULE.contains(test.name()));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void readsWhatIsJson(Case test) throws IOException {
        assertThat(read("a.json", within(test, "[{\"x\":", "}]"))).containsExactly("read");
        if (new String(test.bytes(), StandardCharsets.UTF_8).indexOf('\n') < 0) {
            assertThat(read("a.ndjson", within(test, "{\"x\":", "}\n"))).containsExactly("read");
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNotJson(Case test) throws IOException {
        assertThat(read("a.json", within(test, "[{\"x\":", "}]"))).isNotEmpty().doesNotContain("read");
        assertThat(read("a.ndjson", within(test, "{\"x\":", "}\n")))
                .isNotEmpty()
                .doesNotContain("read");
        assertThat(read("a.json", test.bytes())).isNotEmpty().doesNotContain("read");
    }

    /** No row of an array of numbers is a ticket; an object of any names is one row. */
    @ParameterizedTest
    @MethodSource("all")
    void comesToAnEndWithEveryFile(Case test) throws IOException {
        for (String name : List.of("a.json", "a.ndjson", "a.csv")) {
            assertThat(read(name, test.bytes())).hasSizeLessThan(100);
            assertThat(read(name, within(test, "[{\"subject\":", ",\"message\":\"m\"}]")))
                    .hasSizeLessThan(100);
        }
    }

    private static byte[] within(Case test, String before, String after) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(before.getBytes(StandardCharsets.UTF_8));
        bytes.write(test.bytes());
        bytes.write(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** What becomes of each row, and at the end of the file where that is unusable. */
    private List<String> read(String name, byte[] bytes) throws IOException {
        List<String> outcomes = new ArrayList<>();
        try (OpenRows rows = OpenRows.of(BatchFile.identify(Files.write(folder.resolve(name), bytes)))) {
            for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                outcomes.add(row.get().flaw().isPresent() ? "refused" : "read");
                assertThat(TicketCheck.check(row.get().fields())).isNotNull();
                row.get().columns().get();
            }
        } catch (UnusableFileException e) {
            assertThat(e.reason().text()).isNotBlank();
            outcomes.add("unusable");
        }
        return outcomes;
    }
}
