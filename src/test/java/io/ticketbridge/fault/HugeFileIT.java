package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files larger than the heap, from drop to report, in the packaged bridge. The short run has few and long rows; the
 * long one is {@code ./mvnw -B verify -Dit.test=HugeFileIT -Dfile.rows=1000000 -Dfile.padding=300 -Dfile.names=a.csv
 * -Dfile.hours=3}.
 */
class HugeFileIT {

    private static final Logger LOG = LoggerFactory.getLogger(HugeFileIT.class);

    private static final int HEAP_MEGABYTES = Integer.getInteger("file.heap", 128);
    private static final int ROWS = Integer.getInteger("file.rows", 150);
    private static final int PADDING = Integer.getInteger("file.padding", 1_000_000);
    private static final List<String> NAMES = List.of(System.getProperty(
                    "file.names", "csv.csv,array.json,lines.ndjson,csvgz.csv.gz,arraygz.json.gz,linesgz.ndjson.gz")
            .split(","));
    private static final Duration LONGEST = Duration.ofMinutes(60L * Integer.getInteger("file.hours", 0) + 4);

    @TempDir
    Path folder;

    @Test
    @Timeout(14_400)
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a file is larger than the heap, in each format, plain and compressed",
            promise = "it is read from drop to report; each row is one ticket")
    void readsFilesThatAreLargerThanTheHeap() throws Exception {
        try (CountingUpstream upstream = new CountingUpstream()) {
            BridgeHome home = new BridgeHome(folder, upstream.uri(), "retry.max-age=7d");
            try (BridgeProcess bridge = home.start(HEAP_MEGABYTES)) {
                bridge.awaitReady();
                long began = System.nanoTime();
                LargeFileWriter files = new LargeFileWriter(home.inbox(), ROWS, PADDING);
                for (String name : NAMES) {
                    assertThat(files.drop(name)).isGreaterThan((long) HEAP_MEGABYTES << 20);
                }

                bridge.await("reports", 500, LONGEST, () -> NAMES.stream()
                        .allMatch(name ->
                                Files.exists(home.inbox().resolve("done").resolve(name + ".summary.json"))));

                for (String name : NAMES) {
                    assertWhole(home.inbox().resolve("done"), name, upstream);
                }
                assertThat(upstream.count()).isEqualTo((long) NAMES.size() * ROWS);
                LOG.info(
                        "{} files of {} rows in {} s; peak {}",
                        NAMES.size(),
                        ROWS,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        bridge.peakMemory());
            }
        }
    }

    private static void assertWhole(Path done, String name, CountingUpstream upstream) throws Exception {
        JsonNode summary =
                new JsonMapper().readTree(done.resolve(name + ".summary.json").toFile());
        assertThat(summary.path("rows").asLong()).isEqualTo(ROWS);
        assertThat(summary.path("delivered").asLong()).isEqualTo(ROWS);
        assertThat(upstream.rowsOf(name.substring(0, name.indexOf('.')))).isEqualTo(ROWS);
        try (Stream<String> report = Files.lines(done.resolve(name + ".report.csv"))) {
            assertThat(report.skip(1).filter(row -> row.contains(",delivered,")))
                    .hasSize(ROWS);
        }
    }
}
