package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.engine.RunningBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of another help desk's export: suggest columns, look them through, try, import. */
class ImportColumnsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.copy(Path.of("config/mapping.yaml"), folder.resolve("mapping.yaml"));
    }

    @Test
    void importsAnExportByTheColumnsThatItSuggested() throws IOException {
        Path file =
                write("freshdesk.csv", "Ticket Id,Subject,Description,Email,Created time\n7,one,a,ida@example.com,x\n");

        Console suggestion = run("import", "--suggest-columns", file.toString());
        Console second = run("import", "--suggest-columns", file.toString());

        Path written = folder.resolve("freshdesk.csv.columns.yaml");
        assertThat(suggestion.exitCode()).isZero();
        assertThat(suggestion.out()).contains(written + ": written").contains("application_id has no source");
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains(written + " is there already");
        Console asItIs = run("import", "--dry-run", file.toString());
        assertThat(asItIs.out())
                .contains("would be rejected: MissingParameter: The application_id parameter is missing.");
        Files.writeString(
                written,
                Files.readString(written)
                        .replace("# set:\n#   application_id: \"\"", "set:\n  application_id: \"42\""));
        assertThat(run("import", "--dry-run", file.toString()).out())
                .contains("row 1: would be sent to live, application 42");
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            Console imported = run("import", file.toString(), "--wait");

            assertThat(imported.exitCode())
                    .describedAs(imported.out() + imported.err())
                    .isZero();
            assertThat(bridge.created("one")).hasSize(1);
            assertThat(bridge.created("one").get(0).json()).contains("\"message\":\"a\"", "ida@example.com");
        }
    }

    @Test
    void takesColumnsAndKeysFromTheCommandLine() throws IOException {
        Path columns = write("desk.yaml", "rename: {Title: subject, Body: message}\nset: {application_id: \"42\"}\n");
        Path monday = write("monday.csv", "No,Title,Body,Age\n1,one,a,5\n2,two,b,6\n");
        Path tuesday = write("tuesday.csv", "No,Title,Body,Age\n3,three,c,1\n1,one,a,6\n");
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            Console refused = run("import", "--columns", columns.toString(), monday.toString());
            Console first = importBy(columns, monday);
            Console second = importBy(columns, tuesday);

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("Column 1 of the header, \"No\", is no field of a support ticket");
            assertThat(first.exitCode()).describedAs(first.out() + first.err()).isZero();
            assertThat(second.exitCode())
                    .describedAs(second.out() + second.err())
                    .isZero();
            assertThat(bridge.upstream().tickets()).hasSize(3);
            assertThat(bridge.created("one")).hasSize(1);
        }
    }

    @Test
    void takesACorrectedFileByTheColumnsOfItsBatch() throws IOException {
        Path columns = write("desk.yaml", "rename: {Title: subject, Body: message}\nset: {application_id: \"42\"}\n");
        Path file = write("a.csv", "Title,Body\nright,a\n,b\n");
        Path corrected = write("b.csv", "Title,Body\nright,a\nput right,b\n");
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            assertThat(run("import", "--columns", columns.toString(), file.toString(), "--wait")
                            .exitCode())
                    .isEqualTo(1);

            Console second = run("import", "--corrects", "a.csv", corrected.toString(), "--wait");

            assertThat(second.exitCode())
                    .describedAs(second.out() + second.err())
                    .isZero();
            assertThat(bridge.created("put right")).hasSize(1);
            assertThat(bridge.created("right")).hasSize(1);
        }
    }

    @Test
    void columnsThatWereWrongForEveryRowAreMendedByACorrectionOfTheSameBytes() throws IOException {
        Path wrong = write("wrong.yaml", "rename: {Body: message}\nignore: [Title]\nset: {application_id: \"42\"}\n");
        Path mended = write("mended.yaml", "rename: {Title: subject, Body: message}\nset: {application_id: \"42\"}\n");
        Path file = write("a.csv", "Title,Body\none,a\ntwo,b\n");
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            assertThat(run("import", "--columns", wrong.toString(), file.toString(), "--wait")
                            .out())
                    .contains("2 rows: 0 delivered, 2 rejected");

            Console other = run("import", "--columns", mended.toString(), file.toString(), "--wait");
            Files.copy(mended, folder.resolve("data/inbox/again.csv.columns.yaml"));
            Files.copy(file, folder.resolve("data/inbox/again.csv"));
            Path summary = folder.resolve("data/inbox/done/again.csv.summary.json");
            Awaitility.await().until(() -> Files.exists(summary));
            Console mending =
                    run("import", "--columns", mended.toString(), "--corrects", "a.csv", file.toString(), "--wait");

            assertThat(other.exitCode()).isEqualTo(2);
            assertThat(other.err())
                    .containsPattern("taken before as batch \\w{12} \\(done\\), with other columns")
                    .contains("add --corrects ");
            assertThat(Files.readString(summary)).contains("\"note\" : \"It has other columns than batch ");
            assertThat(mending.exitCode()).as(mending.out() + mending.err()).isZero();
            assertThat(bridge.upstream().tickets()).hasSize(2);
        }
    }

    @Test
    void aCorrectionKnowsItsRowsAsTheirBatchDoes() throws IOException {
        Path columns = write("desk.yaml", "ignore: [No]\n");
        Path file = write("a.csv", "application_id,subject,message,No\n42,right,a,1\n42,,b,2\n");
        Path keyed = write("k.csv", "application_id,subject,message,No\n42,keyed,a,1\n");
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            run("import", "--columns", columns.toString(), file.toString(), "--wait");
            Console byKey = run(
                    "import",
                    "--columns",
                    columns.toString(),
                    "--key-column",
                    "No",
                    "--corrects",
                    "a.csv",
                    file.toString(),
                    "--wait");
            Console ordinary =
                    run("import", "--columns", columns.toString(), "--key-column", "No", keyed.toString(), "--wait");

            assertThat(byKey.exitCode()).isEqualTo(2);
            assertThat(byKey.err()).contains("knows its rows by their places", "leave key columns out");
            assertThat(ordinary.exitCode())
                    .describedAs("a column that is passed over can be a key: " + ordinary.err())
                    .isZero();
            assertThat(bridge.created("right")).hasSize(1);
        }
    }

    @Test
    void refusesAWrongColumnsFileBeforeAnythingIsTaken() throws IOException {
        Path columns = write("desk.yaml", "rename: {Titel: subject}\n");
        Path file = write("a.csv", "Title,message,application_id\na,b,42\n");

        Console wrong = run("import", "--dry-run", "--columns", columns.toString(), file.toString());
        Console absent = run(
                "import", "--dry-run", "--columns", folder.resolve("no.yaml").toString(), file.toString());
        Console rule = run("import", "--dry-run", "--unknown-columns", "warn", file.toString());

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("\"Title\", is no field of a support ticket");
        Path lacking = write("lacking.yaml", "rename: {Titel: subject}\nunknown-columns: ignore\n");
        assertThat(run("import", "--dry-run", "--columns", lacking.toString(), file.toString())
                        .err())
                .contains("\"lacking.yaml\" names a column that the file lacks: \"Titel\", under \"rename.Titel\"");
        assertThat(absent.exitCode()).isEqualTo(2);
        assertThat(absent.err()).contains("no.yaml does not exist");
        assertThat(rule.exitCode()).isEqualTo(2);
        assertThat(rule.err()).contains("must be error or ignore");
    }

    private Console importBy(Path columns, Path file) {
        return run(
                "import",
                "--columns",
                columns.toString(),
                "--key-column",
                "No",
                "--unknown-columns",
                "ignore",
                file.toString(),
                "--wait");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Console run(String... arguments) {
        return Console.runIn(folder, arguments);
    }
}
