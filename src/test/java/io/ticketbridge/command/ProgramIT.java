package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a process, from the project's own folder layout. */
class ProgramIT {

    private static final String LAUNCHER =
            Path.of("ticketbridge").toAbsolutePath().toString();

    @TempDir
    Path scratch;

    private Program start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER));
        command.addAll(List.of(arguments));
        return Program.start(
                scratch,
                Map.of(
                        "TICKETBRIDGE_HTTP_PORT", "0",
                        "TICKETBRIDGE_MANAGEMENT_PORT", "0",
                        "TICKETBRIDGE_QUEUE_PORT", "0",
                        "TICKETBRIDGE_SOCIALBOARDS_CLIENT_ID", "",
                        "TICKETBRIDGE_SOCIALBOARDS_REFRESH_TOKEN", ""),
                command);
    }

    @Test
    void runSaysWhereItsDoorsAreKeepsItsFolderForItselfAndStopsOnSigtermWith0() throws Exception {
        try (Program run = start("run", "--sandbox")) {
            run.awaitOut("ticketbridge ready in ");
            assertThat(run.out())
                    .matches("(?s)ticketbridge ready in \\d+ ms: rest http://127\\.0\\.0\\.1:\\d+, inbox "
                            + scratch.toRealPath().resolve("data/inbox")
                            + ", queue tickets at tcp://127\\.0\\.0\\.1:\\d+\n");

            try (Program second = start("run", "--sandbox")) {
                assertThat(second.awaitExit()).isEqualTo(2);
                assertThat(second.err())
                        .contains("in use by process " + run.pid())
                        .hasLineCount(1);
            }

            Files.writeString(scratch.resolve("t.csv"), "application_id,subject,message\n42,Hei,Æøå\n42,,x\n");
            try (Program imported = start("import", "t.csv", "--wait")) {
                assertThat(imported.awaitExit()).isEqualTo(1);
                assertThat(imported.out()).contains("t.csv: 2 rows: 1 delivered, 1 rejected");
            }

            run.terminate();
            assertThat(run.awaitExit()).isZero();
        }
    }

    @Test
    void withoutABridgeImportBecomesOneUntilItsRowsRest() throws Exception {
        Files.writeString(scratch.resolve("t.csv"), "application_id,subject,message\n42,Hei,Æøå\n");

        try (Program imported = start("import", "t.csv", "--sandbox")) {
            assertThat(imported.awaitExit()).as(imported.err()).isZero();
            assertThat(imported.out())
                    .isEqualTo("t.csv: 1 rows: 1 delivered, 0 rejected, 0 duplicate, 0 waiting, 0"
                            + " unknown (0 parked), 0 dead\n");
        }
        assertThat(scratch.resolve("data/inbox/done/t.csv.summary.json")).exists();
        assertThat(scratch.resolve("t.csv")).exists();
    }

    @Test
    void anImportThatIsInterruptedSaysThatItIsSafeToRunAgainAndThenGoesOn() throws Exception {
        Files.writeString(
                scratch.resolve("t.csv"),
                IntStream.rangeClosed(1, 40)
                        .mapToObj(row -> "42,Row " + row + ",Hei\n")
                        .collect(Collectors.joining("", "application_id,subject,message\n", "")));

        try (Program first = start("import", "t.csv", "--sandbox", "--set", "socialboards.rate-limit=1/1s")) {
            first.awaitErr("t.csv: delivering, 40 rows: ");
            first.terminate();
            assertThat(first.awaitExit()).as(first.err()).isEqualTo(130);
            assertThat(first.err()).contains("interrupted. It is safe to run the same command again");
        }
        try (Program again = start("import", "t.csv", "--sandbox", "--wait")) {
            assertThat(again.awaitExit()).as(again.err()).isZero();
            assertThat(again.out()).startsWith("t.csv: 40 rows: 40 delivered, 0 rejected");
        }
        try (Program list = start("batch", "list")) {
            assertThat(list.awaitExit()).isZero();
            assertThat(list.out())
                    .containsPattern("t\\.csv +sandbox +done +40 +40 ")
                    .hasLineCount(2);
        }
    }

    @Test
    void dryRunSaysWhichRowsAreWrongAndTakesNothing() throws Exception {
        Files.writeString(scratch.resolve("t.csv"), "application_id,subject,message\n42,Hei,Æøå\n42,,x\n");

        try (Program dryRun = start("import", "t.csv", "none.csv", "--dry-run")) {
            assertThat(dryRun.awaitExit()).isEqualTo(2);
            assertThat(dryRun.out())
                    .contains("t.csv row 1: would be sent to live, application 42")
                    .contains("t.csv row 2: would be rejected: MissingParameter: The subject parameter is missing.")
                    .contains("t.csv: 2 rows, 1 valid, 1 not; nothing was taken");
            assertThat(dryRun.err()).contains("none.csv does not exist.");
        }
        assertThat(scratch.resolve("data")).doesNotExist();
    }

    @Test
    void runWithoutCredentialsRefusesAndNamesTheKey() throws Exception {
        try (Program run = start("run")) {
            assertThat(run.awaitExit()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("ticketbridge: ticketbridge.socialboards.client-id is not set")
                    .hasLineCount(1);
        }
        assertThat(scratch.resolve("data")).doesNotExist();
    }

    @Test
    void theSandboxStopsOnSigtermWith0() throws Exception {
        try (Program sandbox = start("sandbox", "--port", "0")) {
            sandbox.awaitOut("sandbox ready: http://127.0.0.1:");
            sandbox.terminate();
            assertThat(sandbox.awaitExit()).isZero();
        }
    }
}
