package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.engine.RunningBridge;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.sandbox.CreatedTicket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backlog that is sent by a sample first, beside a bridge that runs; tickets are counted where they are created. */
class SampleFirstTest {

    private static final int ROWS = 1_500;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One word of each script, and where in the file it stands: most rows are Latin. */
    private static final Map<Integer, String> RARE = Map.of(700, "Привет", 1_100, "こんにちは", 1_400, "مرحبا");

    @TempDir
    private static Path folder;

    private static RunningBridge bridge;
    private static Path mapping;

    @BeforeAll
    static void start() throws IOException {
        mapping = Files.writeString(folder.resolve("mapping.yaml"), "applications: { \"99\": {} }");
        bridge = new RunningBridge(folder, Clock.systemUTC(), "mapping.file=" + mapping, "socialboards.community=acme")
                .start();
        mapTo("Right", "Right", "Right");
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void healthy() {
        bridge.upstream().clear();
    }

    @Test
    void aMistakeInTheMappingReachesTheSampleAloneAndTheRestGoesOnceItIsMended() throws IOException {
        mapTo("Right", "Wrong", "Right");
        Path file = backlog("mapping.csv", "m", UnaryOperator.identity());

        Console sample = run("import", file.toString(), "--yes");

        assertThat(sample.exitCode()).as(sample.err()).isZero();
        String batch = batchToResume(sample);
        List<CreatedTicket> first = bridge.upstream().tickets();
        assertThat(first).hasSize(20);
        assertThat(subjects(first))
                .anyMatch(subject -> subject.contains("Привет"))
                .anyMatch(subject -> subject.contains("こんにちは"))
                .anyMatch(subject -> subject.contains("مرحبا"));
        assertThat(sources(first)).containsOnlyKeys("Right", "Wrong");
        assertThat(first).allSatisfy(ticket -> assertThat(sample.out())
                .contains("https://inbox.socialboards.com/acme/tickets?ticketId=" + ticket.id()));
        JsonNode shown = JSON.readTree(run("batch", "show", batch, "--json").out());
        assertThat(shown.path("control").asText()).isEqualTo("paused");
        assertThat(shown.path("delivered").asInt()).isEqualTo(20);
        assertThat(shown.path("waiting").asInt()).isEqualTo(ROWS - 20);
        JsonNode applications = shown.path("applications");
        assertThat(applications.properties()).extracting(Map.Entry::getKey).containsExactly("42", "43", "7");
        assertThat(applications.at("/42/delivered").asInt()
                        + applications.at("/43/delivered").asInt()
                        + applications.at("/7/delivered").asInt())
                .isEqualTo(20);
        assertThat(run("batch", "show", batch).out()).contains("application 7, 3: 1 delivered, 2 waiting");
        assertThat(shown.path("whatToDo").asText()).contains("batch resume " + batch);
        String sent = run("tickets", "--batch", "mapping.csv", "--state", "delivered", "--json")
                .out();
        assertThat(JSON.readTree(sent))
                .hasSize(20)
                .allSatisfy(ticket -> assertThat(ticket.path("batch").asText()).startsWith(batch));

        mapTo("Right", "Right", "Right");
        Console resumed = run("batch", "resume", batch, "--wait", "--reason", "sample looked at");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains(ROWS + " rows: " + ROWS + " delivered, 0 rejected");
        assertThat(bridge.upstream().ticketCount()).isEqualTo(ROWS);
        assertThat(subjects(bridge.upstream().tickets())).doesNotHaveDuplicates();
        assertThat(sources(bridge.upstream().tickets()).get("Wrong"))
                .as("only those of the sample")
                .isLessThanOrEqualTo(20);
    }

    @Test
    void afterACancelOnlyWhatWasNotSentIsSentOfTheCorrectedFile() throws IOException {
        Path file =
                backlog("wrong.csv", "c", subject -> subject.endsWith("0") ? subject.replace("Row", "Rwo") : subject);
        String batch = batchToResume(run("import", file.toString(), "--yes", "--first", "5"));
        List<String> sample = subjects(bridge.upstream().tickets());
        Path corrected = backlog(
                "corrected.csv",
                "c",
                subject -> sample.contains(subject.replace("Row", "Rwo")) ? subject.replace("Row", "Rwo") : subject);

        Console tooEarly = run("import", corrected.toString(), "--yes", "--corrects", batch);
        assertThat(tooEarly.exitCode()).isEqualTo(2);
        assertThat(tooEarly.err()).contains("is not at rest").contains("batch cancel " + batch);
        Console unasked = run("batch", "cancel", batch);
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err())
                .contains((ROWS - sample.size()) + " rows that were not sent")
                .contains("--yes");
        Console cancelled = run("batch", "cancel", batch, "--yes", "--reason", "wrong words");
        assertThat(cancelled.exitCode()).as(cancelled.err()).isZero();
        assertThat(cancelled.out()).contains("import FILE --corrects " + batch);
        assertThat(run("import", file.toString(), "--yes").err()).contains("nothing of it is taken again");

        Console second = run("import", corrected.toString(), "--yes", "--first", "5", "--corrects", batch);
        assertThat(second.exitCode()).as(second.err()).isZero();
        List<String> both = subjects(bridge.upstream().tickets());
        assertThat(both)
                .as("a sample of its own, of rows that were not sent")
                .hasSizeGreaterThan(sample.size())
                .hasSizeLessThan(20)
                .doesNotHaveDuplicates();

        Console resumed = run("batch", "resume", batchToResume(second), "--wait");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out())
                .contains(ROWS + " rows: " + (ROWS - sample.size()) + " delivered, 0 rejected, " + sample.size()
                        + " duplicate");
        assertThat(subjects(bridge.upstream().tickets())).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(subjects(bridge.upstream().tickets()))
                .filteredOn(subject -> subject.startsWith("Rwo"))
                .isSubsetOf(sample);
    }

    @Test
    void theSameCommandAfterItWasStoppedGoesOnWhereItWas() throws IOException {
        Path file = backlog("again.csv", "a", UnaryOperator.identity());
        String batch = batchToResume(run("import", file.toString(), "--yes", "--first", "5"));
        int sent = bridge.upstream().tickets().size();

        Console again = run("import", file.toString());

        assertThat(again.exitCode()).as("nothing is asked: " + again.err()).isZero();
        assertThat(batchToResume(again)).isEqualTo(batch);
        assertThat(again.out()).contains(ROWS + " rows: " + sent + " delivered");
        assertThat(bridge.upstream().ticketCount()).isEqualTo(sent);
        run("batch", "cancel", batch, "--yes");
        Console asNew = run("import", file.toString(), "--yes", "--first", "5", "--again", "--reason", "deleted there");
        assertThat(batchToResume(asNew)).isEqualTo(batch + "#2");
        assertThat(bridge.upstream().ticketCount()).isEqualTo(2L * sent);

        Console twice = run("import", file.toString(), "--yes", "--first", "5", "--again", "--reason", "deleted there");
        assertThat(batchToResume(twice)).isEqualTo(batch + "#2");
        assertThat(twice.err())
                .contains("was handed over before as batch " + batch.substring(0, 12) + "#2 (")
                .contains("run this again when it has ended");
        assertThat(asNew.err()).doesNotContain("was handed over before");
        assertThat(bridge.upstream().ticketCount()).isEqualTo(2L * sent);
        run("batch", "cancel", batch + "#2", "--yes");
    }

    private static Path backlog(String name, String prefix, UnaryOperator<String> subject) throws IOException {
        Stream<String> rows = IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> (row % 500 == 7 ? "7" : row % 2 == 0 ? "42" : "43") + ","
                        + subject.apply("Row " + prefix + row + " " + RARE.getOrDefault(row, ""))
                                .strip() + ",Hei");
        return Files.write(
                folder.resolve(name),
                Stream.concat(Stream.of("application_id,subject,message"), rows).toList());
    }

    private static String batchToResume(Console console) {
        return console.out()
                .lines()
                .filter(line -> line.contains("to go on: ./ticketbridge batch resume "))
                .map(line -> line.substring(line.indexOf("resume ") + 7).split(" ")[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(console));
    }

    private static List<String> subjects(List<CreatedTicket> tickets) {
        return tickets.stream().map(ticket -> field(ticket, "title")).toList();
    }

    private static Map<String, Long> sources(List<CreatedTicket> tickets) {
        return tickets.stream()
                .collect(Collectors.groupingBy(
                        ticket -> field(ticket, "sourceName"), TreeMap::new, Collectors.counting()));
    }

    private static String field(CreatedTicket ticket, String name) {
        try {
            return JSON.readTree(ticket.json()).path(name).asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The source names of three applications; waits until they are in force. */
    private static void mapTo(String of7, String of42, String of43) throws IOException {
        String version = "V" + System.nanoTime();
        Files.writeString(mapping, """
                applications:
                  "7": { source-name: %s }
                  "42": { source-name: %s }
                  "43": { source-name: %s }
                  "99": { source-name: %s }
                """.formatted(of7, of42, of43, version));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> probe().contains(version));
    }

    /** What the mapping in force makes of a ticket that goes to the engine's own sandbox. */
    private static String probe() {
        String key = bridge.accept("application_id=99&subject=probe&message=m&mode=test");
        bridge.await(key, Intent::rests);
        byte[] request = bridge.engine()
                .ledger()
                .inspection()
                .payload(key)
                .flatMap(Payload::request)
                .orElseThrow()
                .body();
        return new String(request, StandardCharsets.UTF_8);
    }

    private static Console run(String... arguments) {
        return Console.run(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--set",
                                "data.dir=" + folder.resolve("data"),
                                "--set",
                                "mapping.file=" + mapping,
                                "--set",
                                "socialboards.community=acme"))
                .toArray(String[]::new));
    }
}
