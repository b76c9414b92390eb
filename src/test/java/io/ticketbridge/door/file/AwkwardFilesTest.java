package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies in an inbox beside whole files, and what happens to files before and after they are claimed. */
@Timeout(60)
class AwkwardFilesTest {

    private static final String CSV = "application_id,subject,message\n42,%s,text\n";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path dataDir;

    private FileDoorRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = FileDoorRig.start(dataDir);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "links, folders and special files lie in the inbox",
            promise = "no link is followed, nothing is waited for; files beside them are read")
    void readsNothingButFiles() throws Exception {
        Path outside = Files.createDirectory(dataDir.resolve("outside"));
        Path secret = Files.writeString(outside.resolve("secret.csv"), CSV.formatted("secret"));
        Files.createSymbolicLink(rig.inbox().resolve("out.csv"), secret);
        Files.createSymbolicLink(rig.inbox().resolve("out.ndjson"), Path.of("../outside/secret.csv"));
        Files.createSymbolicLink(rig.inbox().resolve("dangling.csv"), dataDir.resolve("nowhere.csv"));
        Files.createSymbolicLink(rig.inbox().resolve("folder"), outside);
        Files.createDirectory(rig.inbox().resolve("folder.csv"));
        makeFifo(rig.inbox().resolve("fifo.csv"));

        rig.drop("a.csv", CSV.formatted("a"));

        assertThat(rig.awaitDone("a.csv").path("delivered").asInt()).isEqualTo(1);
        assertThat(codeOf("out.csv")).isEqualTo("SymbolicLink");
        assertThat(codeOf("out.ndjson")).isEqualTo("SymbolicLink");
        assertThat(rig.count(State.DELIVERED)).isEqualTo(1);
        assertThat(secret).exists();
        assertThat(rig.inbox().resolve("folder.csv")).isDirectory();
        assertThat(Files.isSymbolicLink(rig.inbox().resolve("folder"))).isTrue();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the name of a claimed file is a link, a folder or a special file instead",
            promise = "it is set aside unread, with the reason")
    void setsAsideWhatIsNoFileInTaken() throws Exception {
        Path secret = Files.writeString(dataDir.resolve("secret.csv"), CSV.formatted("secret"));
        Files.createSymbolicLink(rig.inbox().resolve("taken/link.csv"), secret);
        makeFifo(rig.inbox().resolve("taken/fifo.csv"));

        assertThat(codeOf("link.csv")).isEqualTo("SymbolicLink");
        assertThat(codeOf("fifo.csv")).isEqualTo("NotAFile");
        assertThat(rig.count(State.DELIVERED)).isZero();
    }

    @Test
    void readsAHardLinkAndLeavesItsOtherName() throws Exception {
        Path mine = Files.writeString(dataDir.resolve("mine.csv"), CSV.formatted("mine"));
        Files.createLink(rig.inbox().resolve("dropped.csv"), mine);

        assertThat(rig.awaitDone("dropped.csv").path("delivered").asInt()).isEqualTo(1);
        assertThat(mine).hasContent(CSV.formatted("mine"));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is replaced by another while it settles",
            promise = "the settling begins anew; only the whole new file is read")
    void beginsToWaitAnewWhenAFileIsReplaced() throws Exception {
        Path file = rig.inbox().resolve("a.csv");
        for (int i = 0; i < 5; i++) {
            Path hidden = Files.writeString(rig.inbox().resolve(".next"), CSV.formatted("v" + i)); // of one length
            Files.move(hidden, file, StandardCopyOption.REPLACE_EXISTING);
            await().pollDelay(Duration.ofMillis(120)).until(() -> true);
        }

        assertThat(rig.awaitDone("a.csv").path("rows").asInt()).isEqualTo(1);
        assertThat(rig.done("a.csv")).hasContent(CSV.formatted("v4"));
        assertThat(rig.count(State.DELIVERED)).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file vanishes while it settles, or from taken/",
            promise = "nothing is taken of it, and the door goes on")
    void goesOnWhenAFileVanishes() throws Exception {
        Path gone = Files.writeString(rig.inbox().resolve("gone.csv"), CSV.formatted("gone"));
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        Files.delete(gone);
        Path taken = rig.inbox().resolve("taken/taken.csv");
        for (int i = 0; i < 50; i++) {
            Files.writeString(taken, "application_id,subject,message\n");
            Files.deleteIfExists(taken);
        }

        rig.drop("a.csv", CSV.formatted("a"));

        assertThat(rig.awaitDone("a.csv").path("delivered").asInt()).isEqualTo(1);
        assertThat(rig.count(State.DELIVERED)).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "our own reports are dropped back",
            promise = "the report and the summary are refused; the rejects are the rows to correct")
    void knowsItsOwnReports() throws Exception {
        rig.drop("a.csv", CSV.formatted("a") + "42,,no subject\n");
        rig.awaitDone("a.csv");
        for (String suffix : List.of(".report.csv", ".summary.json", ".rejects.csv")) {
            rig.drop("a.csv" + suffix, Files.readAllBytes(rig.done("a.csv" + suffix)));
        }

        assertThat(rig.awaitFailed("a.csv.report-2.csv")
                        .path("reason")
                        .path("code")
                        .asText())
                .isEqualTo("OwnReport");
        assertThat(rig.awaitFailed("a.csv.summary-2.json")
                        .path("reason")
                        .path("code")
                        .asText())
                .isEqualTo("OwnReport");
        assertThat(rig.awaitDone("a.csv.rejects-2.csv").path("rejected").asInt())
                .isEqualTo(1);
        assertThat(rig.count(State.DELIVERED)).isEqualTo(1);
        assertThat(rig.count(State.REJECTED)).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is appended to after it was claimed",
            promise = "it is refused as changed; the rows before are kept")
    void noticesThatAFileIsStillWrittenToAfterItsClaim() throws Exception {
        Path taken = rig.inbox().resolve("taken/a.csv");
        StringBuilder rows = new StringBuilder("application_id,subject,message\n");
        for (int i = 0; i < 20_000; i++) {
            rows.append("42,,").append("x".repeat(40)).append('\n');
        }
        Files.writeString(taken, rows);
        await().atMost(PATIENCE)
                .until(() -> rig.ledger().batches().open().stream().anyMatch(batch -> batch.rows() > 0));

        Files.writeString(taken, "42,late,text\n", StandardOpenOption.APPEND);

        JsonNode summary = rig.awaitFailed("a.csv");
        assertThat(summary.path("reason").path("code").asText()).isEqualTo("Changed");
        assertThat(rig.count(State.DELIVERED)).isLessThanOrEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "thousands of files are dropped at once",
            promise = "each is read and reported on once")
    void readsManyFilesAtOnce() throws Exception {
        int files = Integer.getInteger("file.count", 300);
        for (int i = 0; i < files; i++) {
            rig.drop("f" + i + ".csv", CSV.formatted("s" + i));
        }

        await().atMost(Duration.ofMinutes(20)).until(() -> {
            rig.settleWaiting();
            try (Stream<Path> done = Files.list(rig.inbox().resolve("done"))) {
                return done.filter(file -> file.toString().endsWith(".summary.json"))
                                .count()
                        == files;
            }
        });

        assertThat(rig.count(State.DELIVERED)).isEqualTo(files);
    }

    private String codeOf(String name) {
        return rig.awaitFailed(name).path("reason").path("code").asText();
    }

    private static void makeFifo(Path path) throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "needs mkfifo");
    }
}
