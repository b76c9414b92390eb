package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reading that ends between two chunks, as after a crash: the ledger's position and the folder are all there is. */
class FileResumeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROWS = 1_300;
    /** Rows that are taken in one commit. */
    private static final int CHUNK = 100;

    @TempDir
    private Path dataDir;

    private FileDoorRig rig;

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a stop in the middle of a file",
            promise = "the next start goes on at the next row")
    void goesOnAtTheNextRow() throws Exception {
        stopAfterTheFirstChunk();

        rig = FileDoorRig.start(dataDir);
        awaitReadToEnd();

        assertThat(rig.count(State.ACCEPTED)).isEqualTo(ROWS);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is changed after rows of it were taken",
            promise = "it is refused and the row named; what was taken stays")
    void refusesAFileThatWasChangedAndNamesTheRow() throws Exception {
        stopAfterTheFirstChunk();
        Files.writeString(taken(), rows().replace("subject 77,", "other 77,"));

        rig = FileDoorRig.start(dataDir);
        JsonNode summary = rig.awaitFailed("a.csv");

        assertThat(summary.path("reason").path("code").asText()).isEqualTo("Changed");
        assertThat(summary.path("reason").path("text").asText()).contains("row 77 is not the row that was taken");
        assertThat(summary.path("delivered").asLong()).isEqualTo(CHUNK);
        assertThat(rig.count(State.ACCEPTED)).isZero();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is changed behind the rows that were taken",
            promise = "it is refused, and says from where it differs")
    void saysWhenAFileWasChangedBehindTheRowsThatWereTaken() throws Exception {
        stopAfterTheFirstChunk();
        Files.writeString(taken(), rows().replace("subject 777,", "other 777,"));

        rig = FileDoorRig.start(dataDir);

        assertThat(rig.awaitFailed("a.csv").path("reason").path("text").asText())
                .contains("it differs after row " + CHUNK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cut within the rows taken  | 1000   | row 52 is not the row that was taken
            cut behind the rows taken  | 20000  | it differs after row 100
            cut to nothing             | 0      | The file is empty
            appended to                | 999999 | it differs after row 100
            """)
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is cut, emptied or appended to between a crash and the restart",
            promise = "it is refused and the row named; what was taken stays")
    void refusesAFileThatWasCutOrGrew(String what, int length, String text) throws Exception {
        stopAfterTheFirstChunk();
        String longer = rows() + "42,one more,text\n";
        Files.writeString(taken(), longer.substring(0, Math.min(length, longer.length())));

        rig = FileDoorRig.start(dataDir);
        JsonNode summary = rig.awaitFailed("a.csv");

        assertThat(summary.path("reason").path("text").asText()).as(what).contains(text);
        assertThat(summary.path("delivered").asLong()).isEqualTo(CHUNK);
        assertThat(rig.count(State.ACCEPTED)).isZero();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a gzip file is compressed again, with the same content, between a crash and the restart",
            promise = "it is the same batch, and goes on at the next row")
    void goesOnWithAFileThatIsCompressedOtherwise() throws Exception {
        stopAfterTheFirstChunk("a.csv.gz", gzip(rows()));
        Path taken = Path.of(path("taken/a.csv.gz"));
        Files.write(taken, gzip(rows().substring(0, 5_000)));
        Files.write(taken, gzip(rows().substring(5_000)), StandardOpenOption.APPEND);

        rig = FileDoorRig.start(dataDir);
        awaitReadToEnd();

        assertThat(rig.count(State.ACCEPTED)).isEqualTo(ROWS);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the original is dropped again after a change",
            promise = "the rest is taken; no row twice")
    void goesOnWhenTheOriginalIsDroppedAgain() throws Exception {
        stopAfterTheFirstChunk();
        Files.writeString(taken(), rows().replace("subject 77,", "other 77,"));
        rig = FileDoorRig.start(dataDir);
        rig.awaitFailed("a.csv");

        rig.drop("a.csv", rows());
        awaitReadToEnd();

        assertThat(rig.count(State.DELIVERED) + rig.count(State.ACCEPTED)).isEqualTo(ROWS);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a crash between the claim of a file and its first row",
            promise = "the next start reads it")
    void beginsAFileThatWasClaimedAndNotYetLookedAt() throws Exception {
        Files.createDirectories(dataDir.resolve("inbox/taken"));
        Files.writeString(taken(), rows());

        rig = FileDoorRig.start(dataDir);
        awaitReadToEnd();

        assertThat(rig.count(State.ACCEPTED)).isEqualTo(ROWS);
    }

    @Test
    void logsWhereAFileGoesOn() throws Exception {
        try (LoggedLines log = LoggedLines.of(FileIntake.class)) {
            stopAfterTheFirstChunk();
            rig = FileDoorRig.start(dataDir);
            awaitReadToEnd();

            assertThat(log.lines()).anyMatch(line -> line.matches("\"a.csv\": going on after row [1-9]\\d*"));
        }
    }

    @Test
    void logsOfABatchThatAnotherProcessBeganThatItIsRead() throws Exception {
        Path file = Files.writeString(dataDir.resolve("a.csv"), rows());
        String batch = BatchFile.identify(file).batch(Upstream.SANDBOX);
        rig = FileDoorRig.start(dataDir);
        rig.ledger().batches().begin(batch, "a.csv", taken().toString(), Upstream.SANDBOX, Optional.empty());
        rig.close();
        Files.move(file, taken());
        try (LoggedLines log = LoggedLines.of(FileIntake.class)) {
            rig = FileDoorRig.start(dataDir);
            awaitReadToEnd();

            assertThat(log.lines()).containsExactly("\"a.csv\" is batch " + batch + "; reading it");
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a crash after a finished file was moved",
            promise = "its report is written by the next start")
    void finishesAFileThatWasMovedJustBeforeTheCrash() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.drop("a.csv", "application_id,subject,message\n42,,no subject\n");
        rig.awaitDone("a.csv");
        rig.ledger().batches().begin("other", "b.csv", path("taken/b.csv"), Upstream.SANDBOX, Optional.empty());
        rig.ledger().batches().readToEnd("other");
        rig.close();
        Files.writeString(Path.of(path("done/b.csv")), "application_id,subject,message\n");

        rig = FileDoorRig.start(dataDir);

        await().atMost(PATIENCE).until(() -> rig.ledger().batches().open().isEmpty());
        assertThat(Path.of(path("done/b.csv.summary.json"))).exists();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the ledger is away in the middle of a file",
            promise = "the file stays; it goes on by itself")
    void waitsForALedgerThatIsAwayAndGoesOnByItself() throws Exception {
        rig = FileDoorRig.start(dataDir);
        rig.takeLedgerAway(true);
        rig.drop("a.csv", rows());
        await().atMost(PATIENCE).until(rig::isSuspended);
        assertThat(taken()).exists();

        rig.takeLedgerAway(false);
        awaitReadToEnd();

        assertThat(rig.count(State.ACCEPTED)).isEqualTo(ROWS);
        assertThat(rig.isSuspended()).isFalse();
    }

    private void stopAfterTheFirstChunk() throws Exception {
        stopAfterTheFirstChunk("a.csv", rows().getBytes(StandardCharsets.UTF_8));
    }

    private void stopAfterTheFirstChunk(String name, byte[] content) throws Exception {
        CountDownLatch inTheFirstChunk = new CountDownLatch(1);
        AtomicReference<FileDoorRig> reading = new AtomicReference<>();
        rig = FileDoorRig.start(dataDir, (door, taken) -> {
            if (inTheFirstChunk.getCount() > 0) {
                inTheFirstChunk.countDown();
                await().atMost(PATIENCE)
                        .until(() -> reading.get() != null && reading.get().isStopping());
            }
        });
        reading.set(rig);
        rig.drop(name, content);
        inTheFirstChunk.await();
        rig.close();
        assertThat(Path.of(path("taken/" + name))).exists();
    }

    private void awaitReadToEnd() {
        await().atMost(PATIENCE).until(() -> {
            List<Batches.Batch> open = rig.ledger().batches().open();
            return open.size() == 1 && open.get(0).state().equals("delivering");
        });
    }

    private Path taken() {
        return Path.of(path("taken/a.csv"));
    }

    private String path(String name) {
        return dataDir.resolve("inbox").resolve(name).toString();
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder("application_id,subject,message\n");
        IntStream.rangeClosed(1, ROWS)
                .forEach(i -> rows.append("42,subject ").append(i).append(",text\n"));
        return rows.toString();
    }
}
