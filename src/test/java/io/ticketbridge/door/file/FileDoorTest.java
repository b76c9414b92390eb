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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDoorTest {

    private static final String CSV = "application_id,subject,message\n"
            + "42,Blåbær,\"two\r\nlines\"\n"
            + "42,,no subject\n"
            + "42,=1+1,+47 22 00 00 00\n";

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
    @ProvesFault(group = ProvesFault.Group.FILE, fault = "one row of a file is bad", promise = "it alone is rejected")
    void rejectsOneBadRowAndKeepsTheRest() throws IOException {
        rig.drop("a.csv", CSV);

        JsonNode summary = rig.awaitDone("a.csv");

        assertThat(summary.path("file").asText()).isEqualTo("a.csv");
        assertThat(summary.path("batch").asText()).matches("[0-9a-f]{64}:sandbox");
        assertThat(summary.path("repeats").isNull()).isTrue();
        assertThat(summary.path("rows").asLong()).isEqualTo(3);
        assertThat(summary.path("delivered").asLong()).isEqualTo(2);
        assertThat(summary.path("rejected").asLong()).isEqualTo(1);
        assertThat(rig.report("a.csv").get(0)).isEqualTo("row,key,state,ticket_id,reason");
        assertThat(rig.report("a.csv").get(1)).matches("1,[^,]+,delivered,\\d+,");
        assertThat(rig.report("a.csv").get(2)).matches("2,[^,]+,rejected,,\"The subject parameter is missing.\"");
        assertThat(names("taken")).isEmpty();
    }

    @Test
    void writesARejectsFileThatCorrectsItsRowsWhenItIsDroppedAgain() throws IOException {
        rig.drop("a.csv", CSV);
        rig.awaitDone("a.csv");
        List<String> rejects = Files.readAllLines(rig.done("a.csv.rejects.csv"));
        assertThat(rejects.get(0))
                .isEqualTo("application_id,subject,message,ticketbridge_key,ticketbridge_row,ticketbridge_reason");

        rig.drop("a.csv.rejects.csv", rejects.get(0) + "\n" + rejects.get(1).replace("42,,", "42,now with one,"));
        JsonNode summary = rig.awaitDone("a.csv.rejects-2.csv");

        assertThat(summary.path("delivered").asLong()).isEqualTo(1);
        assertThat(rig.count(State.DELIVERED)).isEqualTo(3);
        assertThat(rig.count(State.REJECTED)).isZero();
    }

    @Test
    void namesNoRejectsWhereThereAreNone() throws IOException {
        rig.drop("a.csv", "application_id,subject,message\n42,a,b\n");

        rig.awaitDone("a.csv");

        assertThat(names("done")).containsExactlyInAnyOrder("a.csv", "a.csv.report.csv", "a.csv.summary.json");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the same file is dropped twice",
            promise = "nothing is created; the summary names the batch it repeats")
    void createsNothingWhenTheSameFileIsDroppedAgain() throws IOException {
        rig.drop("a.csv", CSV);
        JsonNode first = rig.awaitDone("a.csv");

        rig.drop("again.csv", CSV);
        JsonNode second = rig.awaitDone("again.csv");

        assertThat(second.path("repeats").asText())
                .isEqualTo(first.path("batch").asText());
        assertThat(second.path("duplicate").asLong()).isEqualTo(3);
        assertThat(second.path("rows").asLong()).isEqualTo(3);
        assertThat(rig.count(State.DELIVERED)).isEqualTo(2);
        assertThat(rig.report("again.csv").get(1)).matches("1,[^,]+,duplicate,\\d+,");
    }

    @Test
    void givesASecondFileOfTheSameNameANumber() throws IOException {
        rig.drop("a.csv", "application_id,subject,message\n42,first,b\n");
        rig.awaitDone("a.csv");

        rig.drop("a.csv", "application_id,subject,message\n42,second,b\n");
        JsonNode summary = rig.awaitDone("a-2.csv");

        assertThat(summary.path("delivered").asLong()).isEqualTo(1);
        assertThat(names("done")).contains("a.csv.report.csv", "a-2.csv.report.csv");
    }

    @Test
    void readsEveryFormat() throws IOException {
        String object = "{\"application_id\":\"42\",\"subject\":\"%s\",\"message\":\"😀\"}";
        rig.drop("a.json", "[" + object.formatted("a") + "," + object.formatted("b") + "]");
        rig.drop("b.ndjson", object.formatted("c") + "\n" + object.formatted("d") + "\n");
        rig.drop("c.jsonl", object.formatted("e"));
        rig.drop("d.csv.gz", gzip("application_id,subject,message\n42,f,g\n"));
        rig.drop("e.csv", "application_id;subject;message\n42;Ærlig;ø".getBytes(Charset.forName("windows-1252")));

        assertThat(rig.awaitDone("a.json").path("delivered").asLong()).isEqualTo(2);
        assertThat(rig.awaitDone("b.ndjson").path("delivered").asLong()).isEqualTo(2);
        assertThat(rig.awaitDone("c.jsonl").path("delivered").asLong()).isEqualTo(1);
        assertThat(rig.awaitDone("d.csv.gz").path("delivered").asLong()).isEqualTo(1);
        assertThat(rig.awaitDone("e.csv").path("delivered").asLong()).isEqualTo(1);
        assertThat(contentOf(rig.report("e.csv").get(1))).contains("\"subject\":\"Ærlig\"");
    }

    @Test
    void writesRejectsOfJsonAsColumnsThatMeanTheSame() throws IOException {
        rig.drop("a.json", "[{\"application_id\":\"42\",\"message\":\"=cmd()\",\"tags\":[\"x\",\"y\"]},7]");

        assertThat(rig.awaitDone("a.json").path("rejected").asLong()).isEqualTo(2);
        List<String> rejects = Files.readAllLines(rig.done("a.json.rejects.csv"));
        assertThat(rejects.get(0))
                .isEqualTo("application_id,message,tags,ticketbridge_escaped,ticketbridge_flaw,ticketbridge_key,"
                        + "ticketbridge_row,ticketbridge_reason");
        assertThat(rejects.get(1)).startsWith("42,'=cmd(),\"x;y\",message,,");
        assertThat(rejects.get(2)).contains("a row must be a JSON object");
        assertThat(rejects).hasSize(3);
    }

    @Test
    void refusesAFileWithAnUnknownColumnAsAWhole() throws IOException {
        rig.drop("a.csv", "application_id,subjct,message\n42,a,b\n");

        JsonNode summary = rig.awaitFailed("a.csv");

        assertThat(summary.path("rows").asLong()).isZero();
        assertThat(summary.path("reason").path("code").asText()).isEqualTo("UnknownColumn");
        assertThat(summary.path("reason").path("text").asText()).contains("\"subjct\"");
        assertThat(rig.ledger().batches().open()).isEmpty();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file breaks in the middle",
            promise = "the rows before are kept; the report says where")
    void keepsTheRowsBeforeTheOneWhereAFileBreaks() throws IOException {
        rig.drop("a.csv", "application_id,subject,message\n42,a,b\n42,\"c,d\n");

        JsonNode summary = rig.awaitFailed("a.csv");

        assertThat(summary.path("delivered").asLong()).isEqualTo(1);
        assertThat(summary.path("reason").path("code").asText()).isEqualTo("UnterminatedQuote");
        assertThat(Files.readAllLines(rig.failed("a.csv.report.csv"))).hasSize(2);
    }

    @Test
    void setsAsideWhatIsNoFileOfTickets() throws IOException {
        Path target = Files.writeString(dataDir.resolve("secret.csv"), "application_id,subject,message\n42,a,b\n");
        rig.drop("notes.txt", "hello");
        rig.drop("empty.csv", "");
        rig.drop("report.csv", "row,key,state,ticket_id,reason\n1,k,delivered,7,\n");
        Files.createSymbolicLink(rig.inbox().resolve("link.csv"), target);

        assertThat(reasonOf("notes.txt")).isEqualTo("UnknownFormat");
        assertThat(reasonOf("empty.csv")).isEqualTo("EmptyFile");
        assertThat(reasonOf("report.csv")).isEqualTo("OwnReport");
        assertThat(reasonOf("link.csv")).isEqualTo("SymbolicLink");
        assertThat(target).exists();
    }

    @Test
    void looksNeitherAtDotNamesNorIntoFolders() throws IOException {
        Files.writeString(rig.inbox().resolve(".hidden.csv"), CSV);
        Path folder = Files.createDirectory(rig.inbox().resolve("folder.csv"));
        Files.writeString(folder.resolve("inner.csv"), CSV);
        rig.drop("a.csv", "application_id,subject,message\n42,a,b\n");

        rig.awaitDone("a.csv");

        assertThat(rig.inbox().resolve(".hidden.csv")).exists();
        assertThat(folder.resolve("inner.csv")).exists();
    }

    @Test
    void takesAMarkedFileAtOnceAndRemovesTheMarker() throws IOException {
        Path marker = Files.createFile(rig.inbox().resolve("a.csv.done"));
        Files.writeString(rig.inbox().resolve("a.csv"), "application_id,subject,message\n42,a,b\n");

        rig.awaitDone("a.csv");

        assertThat(marker).doesNotExist();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is still being written",
            promise = "it is not touched before it is whole")
    void waitsUntilAFileIsNoLongerWrittenTo() throws IOException {
        Path growing = rig.inbox().resolve("a.csv");
        Files.writeString(growing, "application_id,subject,message\n");
        for (int i = 0; i < 8; i++) {
            String row = "42,row " + i + ",text\n";
            Files.writeString(growing, row, StandardOpenOption.APPEND);
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }

        assertThat(rig.awaitDone("a.csv").path("rows").asLong()).isEqualTo(8);
    }

    @Test
    void ignoresAnUnknownFieldOfAJsonRow() throws IOException {
        rig.drop("a.ndjson", "{\"application_id\":\"42\",\"subject\":\"a\",\"message\":\"b\",\"colour\":\"red\"}");

        assertThat(rig.awaitDone("a.ndjson").path("delivered").asLong()).isEqualTo(1);
    }

    @Test
    void worksInAFolderWhoseNameHasSignsOfAUri() throws Exception {
        try (FileDoorRig other = FileDoorRig.start(Files.createDirectory(dataDir.resolve("my data ø+#1 50% {x}")))) {
            other.drop("a b#1%20ø?.csv", "application_id,subject,message\n42,a,b\n");

            assertThat(other.awaitDone("a b#1%20ø?.csv").path("delivered").asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void importsAFileAndLeavesItWhereItIs() throws IOException {
        Path file = Files.writeString(dataDir.resolve("mine.csv"), CSV);

        BatchImport.Handed handed = new BatchImport(rig.inbox(), Upstream.SANDBOX)
                .hand(file, rig.ledger().batches(), Batches.Order.NONE);

        JsonNode summary = rig.awaitDone("mine.csv");
        assertThat(summary.path("batch").asText()).isEqualTo(handed.batch());
        assertThat(file).exists();
        assertThat(BatchProgress.of(rig.ledger().batches(), handed.batch()))
                .hasValueSatisfying(progress -> assertThat(progress.rested()).isTrue());
    }

    private String reasonOf(String name) {
        return rig.awaitFailed(name).path("reason").path("code").asText();
    }

    private String contentOf(String reportLine) {
        return new String(
                rig.ledger()
                        .inspection()
                        .payload(reportLine.split(",")[1])
                        .orElseThrow()
                        .content(),
                StandardCharsets.UTF_8);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(rig.inbox().resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
