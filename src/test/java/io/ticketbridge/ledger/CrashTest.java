package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process said it had committed is there after SIGKILL. */
class CrashTest {

    private static final int LINES_BEFORE_THE_KILL = 200;

    @TempDir
    private Path folder;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "kill -9 while tickets are accepted and claimed",
            promise = "all that was confirmed is there; what was claimed is unknown, never forgotten")
    void nothingThatWasCommittedIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException, SQLException {
        List<String> lines = linesUntilKilled();

        try (Ledger ledger = Ledger.open(SqliteStore.at(folder), Clock.systemUTC())) {
            for (String line : lines) {
                String key = line.substring(line.indexOf(' ') + 1);
                Intent intent = ledger.inspection().find(key).orElseThrow();
                if (line.startsWith("claimed")) {
                    assertThat(intent.state()).isEqualTo(State.SENDING);
                }
                assertThat(ledger.inspection().payload(key)).isPresent();
            }
            List<String> claimed = lines.stream()
                    .filter(line -> line.startsWith("claimed "))
                    .map(line -> line.substring("claimed ".length()))
                    .toList();
            assertThat(ledger.deliveries().expireLeases(true, Duration.ofSeconds(10)))
                    .extracting(Intent::key)
                    .containsAll(claimed);
            assertThat(ledger.inspection().counts().byDoor().get("rest").get(State.SENDING))
                    .isZero();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"))) {
            assertThat(new Sql(connection).first("PRAGMA integrity_check", row -> row.getString(1)))
                    .contains("ok");
            assertThat(new Sql(connection).any("PRAGMA foreign_key_check")).isFalse();
        }
    }

    private List<String> linesUntilKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        BusyProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && lines.size() < LINES_BEFORE_THE_KILL) {
                if (isWhole(line)) {
                    lines.add(line);
                }
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(lines).hasSize(LINES_BEFORE_THE_KILL);
        return lines;
    }

    private static boolean isWhole(String line) {
        return Stream.of("accepted ", "claimed ")
                .anyMatch(word -> line.startsWith(word) && line.length() == word.length() + TicketKeys.LENGTH);
    }
}
