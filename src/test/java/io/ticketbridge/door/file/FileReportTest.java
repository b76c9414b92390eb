package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside a file: while its rows wait, when they rest, and when they move again. */
class FileReportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Reason REFUSED = new Reason("Refused", "-5 is no category.");
    private static final Replays.Order OPERATOR = new Replays.Order("anna", Optional.empty());

    @TempDir
    private Path dataDir;

    private FileDoorRig rig;

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void reportsBesideTheFileWhileItsRowsWait() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", rows(3));

        JsonNode first = awaitInterim(summary -> summary.path("waiting").asLong() == 3);
        assertThat(first.path("finished").isNull()).isTrue();
        assertThat(Files.readAllLines(taken("a.csv.report.csv"))).hasSize(4);
        settle(1, new Settlement.Rejected(REFUSED));
        JsonNode second = awaitInterim(summary -> summary.path("rejected").asLong() == 1);
        assertThat(second.path("waiting").asLong()).isEqualTo(2);
        JsonNode last = rig.awaitDone("a.csv");

        assertThat(last.path("finished").asText()).isNotEmpty();
        assertThat(names("taken")).isEmpty();
        assertThat(names("failed")).isEmpty();
        assertThat(names("done"))
                .containsExactlyInAnyOrder("a.csv", "a.csv.report.csv", "a.csv.summary.json", "a.csv.rejects.csv");
    }

    @Test
    void logsInWordsThatAFileIsDone() throws Exception {
        rig = FileDoorRig.start(dataDir);
        try (LoggedLines log = LoggedLines.of(FileReports.class)) {
            rig.drop("a.csv", rows(1) + "42,,no subject\n");
            rig.awaitDone("a.csv");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.lines())
                    .contains("\"a.csv\" is in done: 2 rows: 1 delivered, 1 rejected"));
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a crash leaves reports of a file that is still worked on",
            promise = "they are never read as tickets, and go when the file is through")
    void replacesTheReportsThatACrashLeft() throws Exception {
        Path taken = Files.createDirectories(dataDir.resolve("inbox/taken"));
        Files.writeString(taken.resolve("a.csv"), rows(2));
        Files.writeString(taken.resolve("a.csv.report.csv"), "subject,message\nstale,report\n");
        Files.writeString(taken.resolve("a.csv.summary.json"), "{\"subject\":\"stale\",\"message\":\"summary\"}");
        Files.writeString(taken.resolve(".a.csv.report.csv.part"), "row,ke");
        rig = FileDoorRig.start(dataDir);

        assertThat(rig.awaitDone("a.csv").path("delivered").asLong()).isEqualTo(2);

        assertThat(rig.count(State.DELIVERED)).isEqualTo(2);
        assertThat(names("taken")).isEmpty();
        assertThat(names("failed")).isEmpty();
    }

    @Test
    void reportsAnewWhenARowIsReplayed() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", rows(2));
        Hint refused = settle(1, new Settlement.Rejected(REFUSED));
        assertThat(rig.awaitDone("a.csv").path("rejected").asLong()).isEqualTo(1);
        assertThat(rig.done("a.csv.rejects.csv")).exists();

        rig.ledger().replays().replay(List.of(new Replays.Wish(refused.key(), Optional.empty())), OPERATOR);

        JsonNode summary = awaitDone(found -> found.path("delivered").asLong() == 2);
        assertThat(summary.path("rejected").asLong()).isZero();
        assertThat(rig.report("a.csv")).noneMatch(line -> line.contains("rejected"));
        assertThat(rig.done("a.csv.rejects.csv")).doesNotExist();
        assertThat(rig.ledger().batches().open()).isEmpty();
    }

    @Test
    void leavesWhatIsMendedOutOfTheRejects() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", "application_id,subject,message\n42,,first\n42,,second\n42,third,third\n");
        rig.awaitDone("a.csv");
        List<String> rejects = Files.readAllLines(rig.done("a.csv.rejects.csv"));

        rig.drop("mended.csv", rejects.get(0) + "\n" + rejects.get(1).replace("42,,", "42,now with one,"));

        JsonNode summary = awaitDone(found -> found.path("delivered").asLong() == 2);
        assertThat(summary.path("rejected").asLong()).isEqualTo(1);
        assertThat(rig.report("a.csv").get(1)).matches("1,[^,]+,delivered,\\d+,");
        assertThat(Files.readAllLines(rig.done("a.csv.rejects.csv")))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("second");
    }

    @Test
    void leavesReportsAloneThatAreAnotherFilesByNow() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", rows(1));
        Hint refused = settle(1, new Settlement.Rejected(REFUSED));
        rig.awaitDone("a.csv");
        for (String name : names("done")) {
            Files.delete(rig.done(name));
        }
        rig.drop("a.csv", rows(2));
        rig.awaitDone("a.csv");

        rig.ledger().replays().replay(List.of(new Replays.Wish(refused.key(), Optional.empty())), OPERATOR);

        await().atMost(PATIENCE).until(() -> {
            rig.settleWaiting();
            return rig.count(State.DELIVERED) == 3;
        });
        assertThat(rig.report("a.csv")).hasSize(3);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the disk is full while a report is written anew",
            promise = "the old report stays whole, and the new one comes when there is room")
    void keepsTheOldReportWholeWhenTheDiskIsFull() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", rows(2));
        Hint refused = settle(1, new Settlement.Rejected(REFUSED));
        rig.awaitDone("a.csv");
        List<String> before = rig.report("a.csv");
        Path full = Files.createSymbolicLink(rig.done(".a.csv.report.csv.part"), Path.of("/dev/full"));

        rig.ledger().replays().replay(List.of(new Replays.Wish(refused.key(), Optional.empty())), OPERATOR);
        await().atMost(PATIENCE).until(() -> {
            rig.settleWaiting();
            return !Files.isSymbolicLink(full);
        });

        assertThat(rig.report("a.csv")).isEqualTo(before);
        awaitDone(found -> found.path("delivered").asLong() == 2);
        assertThat(rig.count(State.DELIVERED)).isEqualTo(2);
    }

    @Test
    void reportAndSummaryAgreeWhileRowsMove() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", rows(2_500));
        await().atMost(PATIENCE).until(() -> rig.count(State.ACCEPTED) == 2_500);
        Batches.Batch batch = rig.ledger().batches().open().get(0);
        CompletableFuture<Void> moving = CompletableFuture.runAsync(() -> {
            while (rig.count(State.DELIVERED) < 2_500) {
                rig.settleWaiting(50);
            }
        });

        while (!moving.isDone()) {
            BatchReport report = new BatchReport(rig.ledger().batches(), batch);
            StringWriter written = new StringWriter();
            report.writeTo(written);
            List<String> states = written.toString()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",")[2])
                    .toList();
            BatchSums sums = report.sums();
            assertThat(sums.rows()).isEqualTo(states.size()).isEqualTo(2_500);
            assertThat(sums.delivered())
                    .isEqualTo(states.stream().filter("delivered"::equals).count());
            assertThat(sums.waiting())
                    .isEqualTo(states.stream().filter("accepted"::equals).count());
        }
        moving.get();
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "42,subject " + i + ",text\n")
                .collect(Collectors.joining("", "application_id,subject,message\n", ""));
    }

    /** Settles the first of so many that wait. */
    private Hint settle(int atLeast, Settlement settlement) {
        await().atMost(PATIENCE).until(() -> rig.count(State.ACCEPTED) >= atLeast);
        Hint hint = rig.ledger().deliveries().claimable(1, Set.of(), Set.of()).get(0);
        rig.ledger()
                .deliveries()
                .move(rig.ledger().inspection().find(hint.key()).orElseThrow(), settlement, "the test");
        return hint;
    }

    private JsonNode awaitInterim(Predicate<JsonNode> expected) {
        return awaitSummary(taken("a.csv.summary.json"), expected, false);
    }

    private JsonNode awaitDone(Predicate<JsonNode> expected) {
        return awaitSummary(rig.done("a.csv.summary.json"), expected, true);
    }

    private JsonNode awaitSummary(Path summary, Predicate<JsonNode> expected, boolean settling) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            if (settling) {
                                rig.settleWaiting();
                            }
                            return read(summary);
                        },
                        found -> found.filter(expected).isPresent())
                .orElseThrow();
    }

    private static Optional<JsonNode> read(Path summary) {
        try {
            return Files.exists(summary)
                    ? Optional.of(new ObjectMapper().readTree(Files.readAllBytes(summary)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path taken(String name) {
        return rig.inbox().resolve("taken").resolve(name);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(rig.inbox().resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
