package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.ledger.State;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {

    private static final int ROWS = 50_000;
    private static final long MOST_GROWTH = 32L << 20;

    @TempDir
    private Path dataDir;

    private final CountDownLatch halfway = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger taken = new AtomicInteger();
    private FileDoorRig rig;

    @AfterEach
    void stop() {
        goOn.countDown();
        rig.close();
    }

    /** The rows lack a subject, so that each rests without a delivery. */
    @Test
    void readsEachOfFiftyThousandRowsOnceInABoundedHeap() throws Exception {
        rig = FileDoorRig.start(dataDir, (door, row) -> waitHalfway());
        long before = liveHeap();
        drop();

        halfway.await();
        assertThat(liveHeap() - before).isLessThan(MOST_GROWTH);
        goOn.countDown();

        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(rig.done("large.csv")));
        JsonNode summary = rig.awaitDone("large.csv");
        assertThat(summary.path("rejected").asLong()).isEqualTo(ROWS);
        assertThat(rig.count(State.REJECTED)).isEqualTo(ROWS);
        assertThat(rig.report("large.csv")).hasSize(ROWS + 1);
        assertThat(Files.readAllLines(rig.done("large.csv.rejects.csv"))).hasSize(ROWS + 1);
    }

    private void waitHalfway() {
        if (taken.incrementAndGet() == ROWS / 2) {
            halfway.countDown();
            await().atMost(Duration.ofMinutes(1)).until(() -> goOn.getCount() == 0);
        }
    }

    private void drop() throws IOException {
        Path hidden = rig.inbox().resolve(".large.csv");
        String text = "x".repeat(1_000);
        try (BufferedWriter writer = Files.newBufferedWriter(hidden)) {
            writer.write("application_id,message\n");
            for (int i = 0; i < ROWS; i++) {
                writer.write("42," + i + text + "\n");
            }
        }
        Files.move(hidden, rig.inbox().resolve("large.csv"));
    }

    /** What is still in use after a collection. */
    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
