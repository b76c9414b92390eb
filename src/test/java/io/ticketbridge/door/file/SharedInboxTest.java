package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two file doors on one inbox and one ledger, as engines with one PostgreSQL ledger may have them. */
class SharedInboxTest {

    private static final int FILES = 4;
    private static final int ROWS = 300;
    private static final int EQUAL_FILES = 24;

    @TempDir
    private Path dataDir;

    private FileDoorRig first;
    private FileDoorRig second;

    @BeforeEach
    void start() throws Exception {
        first = FileDoorRig.start(dataDir);
        second = FileDoorRig.start(dataDir);
    }

    @AfterEach
    void stop() {
        second.close();
        first.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "two engines share an inbox, and both see each file in it and in taken/",
            promise = "one of them takes it, reads it and reports on it; each row is one ticket and none a duplicate")
    void takesEachFileOnce() throws Exception {
        for (int file = 0; file < FILES; file++) {
            first.drop("f" + file + ".csv", rows("f" + file));
        }

        for (int file = 0; file < FILES; file++) {
            JsonNode summary = first.awaitDone("f" + file + ".csv");
            assertThat(summary.path("rows").asInt()).isEqualTo(2 * ROWS);
            assertThat(summary.path("delivered").asInt()).isEqualTo(ROWS);
            assertThat(summary.path("rejected").asInt()).isEqualTo(ROWS);
            assertThat(summary.path("duplicate").asInt()).isZero();
        }
        assertThat(first.count(State.DELIVERED)).isEqualTo(FILES * ROWS);
        assertThat(first.count(State.REJECTED)).isEqualTo(FILES * ROWS);
        assertThat(inboxWithoutLocks()).isEmpty();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "equal bytes are dropped under many names in one moment",
            promise =
                    "one file is the batch, each other one is a batch of its own that repeats it; each row is one ticket")
    void takesEqualBytesOnceWhenTheyComeAtTheSameMoment() throws Exception {
        String content = rows("same");
        for (int file = 0; file < EQUAL_FILES; file++) {
            Files.writeString(dataDir.resolve("inbox/.same" + file + ".csv"), content);
        }
        for (int file = 0; file < EQUAL_FILES; file++) {
            Files.move(dataDir.resolve("inbox/.same" + file + ".csv"), dataDir.resolve("inbox/same" + file + ".csv"));
        }

        int batches = 0;
        Set<String> ids = new HashSet<>();
        for (int file = 0; file < EQUAL_FILES; file++) {
            JsonNode summary = first.awaitDone("same" + file + ".csv");
            assertThat(summary.path("file").asText()).isEqualTo("same" + file + ".csv");
            ids.add(summary.path("batch").asText());
            boolean repeats = !summary.path("repeats").isNull();
            batches += repeats ? 0 : 1;
            assertThat(summary.path("duplicate").asInt()).isEqualTo(repeats ? 2 * ROWS : 0);
            assertThat(summary.path("rows").asInt()).isEqualTo(2 * ROWS);
        }
        assertThat(batches).isEqualTo(1);
        assertThat(ids).hasSize(EQUAL_FILES);
        assertThat(first.ledger().batches().list(100)).hasSize(EQUAL_FILES);
        assertThat(first.count(State.DELIVERED)).isEqualTo(ROWS);
        assertThat(first.count(State.REJECTED)).isEqualTo(ROWS);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the engine that took a file ends before it is reported on",
            promise = "the other engine goes on with it")
    void goesOnWithAFileOfAnEngineThatEnded() throws Exception {
        Path taken = dataDir.resolve("inbox/taken/held.csv");
        try (TakenFiles dead = new TakenFiles(new Inbox(dataDir.resolve("inbox")))) {
            assertThat(dead.own(taken)).isTrue();
            Files.writeString(taken, rows("held"));
            first.drop("other.csv", rows("other"));
            first.awaitDone("other.csv");
            assertThat(taken).exists();
        }

        assertThat(first.awaitDone("held.csv").path("delivered").asInt()).isEqualTo(ROWS);
    }

    private List<String> inboxWithoutLocks() throws IOException {
        try (Stream<Path> files = Files.walk(dataDir.resolve("inbox"), 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().endsWith("done"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".taken.lock"))
                    .toList();
        }
    }

    private static String rows(String name) {
        StringBuilder rows = new StringBuilder("application_id,subject,message\n");
        IntStream.range(0, ROWS)
                .forEach(row ->
                        rows.append("42,").append(name).append('-').append(row).append(",text\n42,,no subject\n"));
        return rows.toString();
    }
}
