package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.mapping.CurrentMapping;
import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turning the switch of a dropped file while it is being delivered; what counts is what the upstream created. */
class BatchSwitchTest {

    private static final int ROWS = 60;
    private static final Replays.Order ANNA = new Replays.Order("anna", Optional.of("a test"));

    @TempDir
    Path folder;

    private Path mapping;
    private RunningBridge bridge;

    @BeforeEach
    void start() throws IOException {
        mapping = folder.resolve("mapping.yaml");
        Files.writeString(mapping, "applications:\n  default: { source-name: Wrong }\n");
        bridge = new RunningBridge(
                        folder,
                        Clock.systemUTC(),
                        "mapping.file=" + mapping,
                        "inbox.settle=100ms",
                        "socialboards.max-in-flight=2")
                .start();
        bridge.upstream().inject(Fault.slow(Endpoint.TICKETS, Duration.ofMillis(30)));
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    private Batches batches() {
        return bridge.engine().ledger().batches();
    }

    /** Drops a file and pauses its batch when some of it is delivered. @return the batch, with nothing under way */
    private String pausedInTheMiddle() throws IOException {
        String rows = IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> "Subject " + row + ",Message " + row + ",42")
                .collect(Collectors.joining("\n", "subject,message,application_id\n", "\n"));
        Path inbox = folder.resolve("data").resolve("inbox");
        Files.move(Files.writeString(inbox.resolve(".t.csv"), rows), inbox.resolve("t.csv"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> bridge.upstream().tickets().size() >= 5);
        String batch = batches().list(1).get(0).id();
        assertThat(bridge.engine().ledger().batchControl().pause(batch, ANNA)).isTrue();
        awaitCounts();
        return batch;
    }

    /** The ledger is held back, and the attempts that were under way have ended. */
    private void awaitCounts() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String batch = batches().list(1).get(0).id();
            return batches().sums(batch).delivered()
                    == bridge.upstream().tickets().size();
        });
    }

    private BatchSums awaitSums(String batch, Predicate<BatchSums> condition) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> batches().sums(batch), condition);
    }

    private Path done(String name) {
        return folder.resolve("data").resolve("inbox").resolve("done").resolve(name);
    }

    private void correctTheMapping() throws IOException {
        CurrentMapping current =
                bridge.engine().camel().getRegistry().lookupByNameAndType("mapping", CurrentMapping.class);
        String before = current.get().fingerprint();
        Files.writeString(mapping, "applications:\n  default: { source-name: Right }\n");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !current.get().fingerprint().equals(before));
    }

    private long titles() {
        return bridge.upstream().tickets().stream()
                .map(CreatedTicket::json)
                .map(json -> json.replaceAll("(?s).*\"title\":\"([^\"]*)\".*", "$1"))
                .distinct()
                .count();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a batch is paused while it is delivered, the bridge restarted, the mapping corrected, the batch"
                    + " resumed",
            promise = "the rest waits, loses nothing, and goes out once, by the corrected mapping")
    void aPauseHoldsTheRestAndAResumeSendsItOnceByTheCorrectedMapping() throws Exception {
        String batch = pausedInTheMiddle();
        int before = bridge.upstream().tickets().size();
        assertThat(before).isLessThan(ROWS);
        bridge.stop();
        bridge.start();
        String other = bridge.accept("application_id=42&subject=Other&message=Passes+by");
        bridge.await(other, intent -> intent.ticketId().isPresent());
        assertThat(batches().sums(batch).waiting()).isEqualTo(ROWS - before);
        assertThat(bridge.upstream().tickets()).hasSize(before + 1);

        correctTheMapping();
        assertThat(bridge.engine().ledger().batchControl().resume(batch, ANNA)).isTrue();

        awaitSums(batch, sums -> sums.delivered() == ROWS);
        assertThat(bridge.upstream().tickets()).hasSize(ROWS + 1);
        assertThat(titles()).isEqualTo(ROWS + 1);
        assertThat(bridge.upstream().tickets().stream()
                        .filter(ticket -> ticket.json().contains("Right"))
                        .count())
                .isEqualTo(ROWS - before);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(done("t.csv")));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a batch is cancelled while it is delivered",
            promise = "what was not sent is rejected, and the sums agree with what was created")
    void aCancelRejectsWhatWasNeverSentAndTheSumsAgree() throws Exception {
        String batch = pausedInTheMiddle();

        assertThat(bridge.engine().ledger().batchControl().cancel(batch, ANNA)).isTrue();

        BatchSums sums = awaitSums(batch, found -> found.waiting() == 0);
        assertThat(sums.delivered()).isEqualTo(bridge.upstream().tickets().size());
        assertThat(sums.rejected()).isEqualTo(ROWS - sums.delivered());
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(done("t.csv")));
        assertThat(bridge.upstream().tickets()).hasSize((int) sums.delivered());
    }
}
