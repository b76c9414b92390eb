package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.engine.RunningBridge;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code import --dry-run} says, against ledgers that know some of it. */
class DryRunTest {

    private static final String HEADER = "application_id,subject,message,external_id,mode\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.copy(Path.of("config/mapping.yaml"), folder.resolve("mapping.yaml"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Console dryRun(Path file, String... arguments) {
        return run(Stream.concat(Stream.of("import", file.toString(), "--dry-run"), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private Console run(String... arguments) {
        return Console.runIn(folder, arguments);
    }

    private static List<String> lines(Console console, Path file) {
        return console.out()
                .lines()
                .map(line -> line.replace(file + ": ", "").replace(file + " ", ""))
                .toList();
    }

    @Test
    void tellsTheFateOfEveryRowInRanges() throws IOException {
        Path file = write(
                "t.csv",
                HEADER + "42,a,x,,\n42,b,x,E-1,\n42,c,x,E-1,\n42,b,x,E-1,\n43,d,x,,\n42,e,x,,test\n42,,x,,\n42,,x,,\n"
                        + "42,d,x,,no\n");

        Console console = dryRun(file);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(lines(console, file))
                .containsSubsequence(
                        "rows 1-2: would be sent to live, application 42",
                        "row 3: would be refused: KeyReused: its name belongs to other content: row 2",
                        "row 4: the same ticket as row 2",
                        "row 5: would be sent to live, application 43",
                        "row 6: would be sent to sandbox, application 42",
                        "rows 7-8: would be rejected: MissingParameter: The subject parameter is missing.")
                .contains(
                        "4 would be sent, 1 repeat an earlier row, 1 would be refused, 3 would be rejected",
                        "to live, application 42: 2",
                        "to live, application 43: 1",
                        "to sandbox, application 42: 1",
                        "written in latin 4",
                        "9 rows, 6 valid, 3 not; nothing was taken")
                .anyMatch(line -> line.startsWith("row 9: would be rejected: InvalidParameter: "));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aMillionRowsAreFewLines() throws IOException {
        Path file = write("t.csv", HEADER + "42,a,x,,\n43,a,x,,\n".repeat(700) + "44,a,x,,test\n");

        assertThat(lines(dryRun(file), file))
                .startsWith(
                        "rows 1-1400: would be sent to live, applications 42, 43",
                        "row 1401: would be sent to sandbox, application 44")
                .hasSizeLessThan(12);
    }

    @Test
    void tellsHowLongItTakesAtTheRateLimit() throws IOException {
        Path file = write("t.csv", HEADER + "42,a,x,,\n".repeat(600));

        assertThat(dryRun(file, "--set", "socialboards.rate-limit=2/1s").out())
                .contains("time to send all to live: about 5 min at 2/s");
        assertThat(dryRun(file).out()).contains("time to send all to live: not known yet");
    }

    @Test
    void saysWhatNoTicketCanCarryAndWhatToDo() throws IOException {
        Path file = write(
                "t.ndjson",
                "{\"application_id\":\"42\",\"subject\":\"a\",\"message\":\"x\",\"created_at\":\"2019-01-01\","
                        + "\"Status\":\"closed\",\"comments\":[\"y\"],\"priority\":1,\"Ticket number\":7,"
                        + "\"updated at\":\"2020\",\"Assignee\":\"Kari\",\"vedlegg\":\"a.pdf\",\"colour\":\"red\"}\n");

        Console console = dryRun(file);

        assertThat(console.exitCode()).isZero();
        assertThat(lines(console, file))
                .filteredOn(line -> line.contains("is not carried over"))
                .hasSize(8)
                .anyMatch(line ->
                        line.startsWith("\"created_at\" is not carried over: the API cannot set a creation date; "
                                + "to keep it, join"))
                .anyMatch(line -> line.startsWith("\"Status\" is not carried over: the API cannot set a status"))
                .anyMatch(line ->
                        line.startsWith("\"comments\" is not carried over: the API cannot import replies; to keep"))
                .anyMatch(line ->
                        line.startsWith("\"priority\" is not carried over: the API has no priority; to keep it"))
                .anyMatch(line ->
                        line.startsWith("\"Ticket number\" is not carried over: ") && line.contains("external_id"))
                .anyMatch(line -> line.startsWith("\"updated at\" is not carried over: the API cannot set a date"))
                .anyMatch(line -> line.startsWith("\"Assignee\" is not carried over: "))
                .anyMatch(
                        line -> line.startsWith("\"vedlegg\" is not carried over: the API takes attachments as https"));
        assertThat(lines(console, file))
                .contains("1 row has the field colour, which is none of a ticket's and would be left out");
    }

    @Test
    void saysWhatAHeaderThatIsRefusedHoldsToo() throws IOException {
        Path file = write("t.csv", "application_id,subject,message,Created\n42,a,x,2019-01-01\n");

        Console console = dryRun(file);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.out()).contains("\"Created\" is not carried over");
        assertThat(console.err()).contains("\"Created\", is no field of a support ticket");
    }

    @Test
    void aLargeFileNeedsYesWhenNobodyCanBeAsked() throws IOException {
        Path file = write("large.csv", HEADER + "42,a,x,,\n".repeat(1_001));

        Console console = run("import", file.toString(), "--sandbox");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo(
                        "ticketbridge: " + file + " has 1,001 rows, and above 1,000 an import needs --yes when there is"
                                + " no terminal to ask.\n");
    }

    @Test
    void knowsWhatTheLedgerKnowsBesideABridgeThatRuns() throws IOException {
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            Path before = write("before.csv", HEADER + "42,a,x,E-1,\n42,b,x,E-2,\n42,c,x,,\n");
            assertThat(run("import", before.toString(), "--wait").exitCode()).isZero();
            Path file = write("t.csv", HEADER + "42,a,x,E-1,\n42,b,x,E-2,\n42,other,x,E-1,\n42,a,x,E-3,\n");

            Console console = dryRun(file);

            assertThat(console.exitCode()).isEqualTo(1);
            assertThat(lines(console, file))
                    .anyMatch(
                            line -> line.matches("rows 1-2: already in the ledger: \\w{26} \\(delivered, ticket \\d+\\)"
                                    + " to \\w{26} \\(delivered, ticket \\d+\\)"))
                    .anyMatch(line -> line.matches("row 3: would be refused: KeyReused: .*: \\w{26} \\(delivered,.*"))
                    .contains("row 4: would be sent to live, application 42")
                    .anyMatch(line -> line.startsWith("time to send all to live: about a second when 16 requests"));
            assertThat(bridge.upstream().tickets()).hasSize(3);
            assertThat(lines(dryRun(before), before))
                    .anyMatch(line -> line.startsWith("rows 1-3: already in the ledger: the whole file is batch ")
                            && line.endsWith(": 3 delivered)"))
                    .contains("3 rows, none would be sent; nothing was taken");
        }
    }

    @Test
    void tellsWhatACorrectionOrARepetitionWouldDoAndTheImportThenDoesIt() throws IOException {
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            Path columns = write("by.yaml", "rename: {Title: subject, Body: message}\nset: {application_id: \"42\"}\n");
            Path file = write("first.csv", "Title,Body\none,x\n,x\ntwo,x\n");
            assertThat(run("import", file.toString(), "--columns", columns.toString(), "--wait")
                            .exitCode())
                    .isEqualTo(1);
            Path corrected = write("second.csv", "Title,Body\none,x\nmended,x\ntwo!,x\none,x\nnew,x\n");

            Console console = dryRun(corrected, "--corrects", "first.csv");
            Console imported = run("import", corrected.toString(), "--corrects", "first.csv", "--wait");

            assertThat(console.exitCode()).as(console.err()).isEqualTo(1);
            assertThat(lines(console, corrected))
                    .anyMatch(line -> line.matches("row 1: already in the ledger: \\w{26} \\(delivered, .*"))
                    .anyMatch(line -> line.matches("row 2: would correct and send \\w{26} \\(rejected, .*"))
                    .anyMatch(line -> line.matches("row 3: would be refused: KeyReused: .*"))
                    .anyMatch(line -> line.matches("row 4: would be refused: RowMoved: rows must keep their places.*"))
                    .contains(
                            "row 5: would be sent to live, application 42",
                            "1 would be sent, 1 would correct a rejected ticket, 1 are in the ledger already,"
                                    + " 2 would be refused");
            assertThat(imported.out()).contains("5 rows: 2 delivered, 2 rejected, 1 duplicate");
            assertThat(bridge.upstream().tickets()).hasSize(4);

            Console again = dryRun(file, "--columns", columns.toString(), "--again", "--reason", "deleted there");
            assertThat(lines(again, file)).contains("row 1: would be sent to live, application 42");
            assertThat(bridge.upstream().tickets()).hasSize(4);
            Console unknown = dryRun(corrected, "--corrects", "no.csv");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("there is no batch no.csv");
        }
    }

    @Test
    void aFileThatBreaksIsNotImportedInPart() throws IOException {
        Path file = write("broken.csv", HEADER + "42,a,x,,\n42,\"b,x,,\n42,c,x,,\n");

        Console console = run("import", file.toString(), "--sandbox");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err())
                .contains("After row 1 nothing more can be read: ")
                .contains("Line 3, column 4: the quote opened here is never closed")
                .contains("Nothing of the file was taken");
        assertThat(run("batch", "list").out()).isEqualTo("no batch yet\n");
    }

    @Test
    void leavesALedgerOfAnOlderVersionAsItIs() throws Exception {
        Path data = folder.resolve("data");
        String url = "jdbc:sqlite:" + data.resolve("ledger.db");
        Ledger.open(new Ledger.Location(url, Optional.empty(), Optional.empty(), data), Clock.systemUTC())
                .close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM flyway_schema_history WHERE version <> '1'");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        byte[] before = Files.readAllBytes(data.resolve("ledger.db"));
        Path file = write("t.csv", HEADER + "42,a,x,,\n");

        Console console = dryRun(file);

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("row 1: would be sent to live, application 42");
        assertThat(console.err()).contains("older than this program's").contains("does not know which rows");
        assertThat(Files.readAllBytes(data.resolve("ledger.db"))).isEqualTo(before);
    }
}
