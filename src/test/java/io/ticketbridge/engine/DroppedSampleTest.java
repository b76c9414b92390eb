package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.sandbox.CreatedTicket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inbox.first}: a large dropped file begins with a sample; what counts is what the upstream created. */
class DroppedSampleTest {

    private static final int ROWS = 1_010;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void sendsASampleOfALargeFileAndTheRestWhenAPersonSaysSo() throws IOException {
        try (RunningBridge bridge =
                new RunningBridge(folder, Clock.systemUTC(), "inbox.settle=100ms", "inbox.first=6").start()) {
            drop("small.csv", 3);
            await().atMost(PATIENCE).until(() -> bridge.upstream().tickets().size() == 3);
            drop("large.csv", ROWS);
            Batches batches = bridge.engine().ledger().batches();
            await().atMost(PATIENCE).until(() -> batches.named("large.csv").stream()
                    .anyMatch(batch -> batches.sums(batch.id()).rows() == ROWS
                            && batches.sums(batch.id()).delivered() == 6));

            Batches.Batch batch = batches.named("large.csv").get(0);
            assertThat(batch.control()).isEqualTo(Batches.Control.PAUSED);
            assertThat(bridge.upstream().tickets()).hasSize(3 + 6);
            assertThat(bridge.upstream().tickets())
                    .extracting(CreatedTicket::json)
                    .anyMatch(json -> json.contains("large.csv да"));

            bridge.engine().ledger().batchControl().resume(batch.id(), new Replays.Order("anna", Optional.empty()));
            await().atMost(PATIENCE).until(() -> batches.sums(batch.id()).delivered() == ROWS);
            assertThat(bridge.upstream().tickets().stream()
                            .map(CreatedTicket::id)
                            .distinct())
                    .hasSize(3 + ROWS);
            assertThat(bridge.upstream().tickets()).hasSize(3 + ROWS);
        }
    }

    /** The last row is the only one in Cyrillic. */
    private void drop(String name, int rows) throws IOException {
        String text = IntStream.rangeClosed(1, rows)
                .mapToObj(row -> name + " " + row + "," + name + (row == rows ? " да" : " yes") + ",42")
                .collect(Collectors.joining("\n", "subject,message,application_id\n", "\n"));
        Path inbox = folder.resolve("data").resolve("inbox");
        Files.move(Files.writeString(inbox.resolve("." + name), text), inbox.resolve(name));
    }
}
