package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.BatchControl;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come with an order, and batches that are cancelled. */
class BatchOrdersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Replays.Order ANNA = new Replays.Order("anna", Optional.empty());
    private static final String HEADER = "application_id,subject,message\n";

    @TempDir
    private Path dataDir;

    private FileDoorRig rig;

    @AfterEach
    void stop() {
        rig.close();
    }

    private Batches batches() {
        return rig.ledger().batches();
    }

    private static Batches.Order correcting(String batch) {
        return new Batches.Order(Optional.empty(), Optional.of(batch), Batches.Order.NONE.first(), Optional.empty());
    }

    private static Batches.Order again(String why) {
        return new Batches.Order(Optional.empty(), Optional.empty(), Batches.Order.NONE.first(), Optional.of(why));
    }

    private String hand(String name, String rows, Batches.Order order) throws IOException {
        Path file = Files.writeString(dataDir.resolve(name), HEADER + rows);
        return new BatchImport(rig.inbox(), Upstream.SANDBOX)
                .hand(file, batches(), order)
                .batch();
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(row -> "42,subject " + row + ",message\n")
                .collect(Collectors.joining());
    }

    @Test
    void aCorrectedFileSendsOnlyWhatWasNotSent() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String first = hand("a.csv", "42,a,a\n42,,b\n42,c,c\n", Batches.Order.NONE);
        rig.awaitDone("a.csv");
        assertThat(rig.count(State.DELIVERED)).isEqualTo(2);

        hand("b.csv", "42,a,a\n42,b,b\n42,c,c\n42,d,d\n", correcting(first));
        JsonNode second = rig.awaitDone("b.csv");

        assertThat(rig.count(State.DELIVERED)).isEqualTo(4);
        assertThat(second.path("delivered").asLong()).isEqualTo(2);
        assertThat(second.path("duplicate").asLong()).isEqualTo(2);
    }

    @Test
    void aCorrectionWithALineLessRefusesTheRowsThatMoved() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String first = hand("a.csv", "42,a,a\n42,,b\n42,c,c\n", Batches.Order.NONE);
        rig.awaitDone("a.csv");

        hand("b.csv", "42,a,a\n42,c,c\n", correcting(first));
        JsonNode second = rig.awaitDone("b.csv");

        assertThat(rig.count(State.DELIVERED)).isEqualTo(2);
        assertThat(second.path("rejected").asLong()).isEqualTo(1);
        assertThat(rig.report("b.csv")).last().asString().contains("must keep their places");
    }

    @Test
    void theRejectsOfACorrectionWhoseRowsMovedSendNothingUntilAPersonHasSeenToThem() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String first = hand("a.csv", "42,a,a\n42,,b\n42,c,c\n42,d,d\n", Batches.Order.NONE);
        rig.awaitDone("a.csv");
        hand("b.csv", "42,a,a\n42,c,c\n42,new,new\n42,d,d\n", correcting(first));
        rig.awaitDone("b.csv");
        Path rejects = rig.inbox().resolve("done").resolve("b.csv.rejects.csv");

        Path unseen = Files.copy(rejects, dataDir.resolve("unseen.csv"));
        new BatchImport(rig.inbox(), Upstream.SANDBOX).hand(unseen, batches(), Batches.Order.NONE);
        assertThat(rig.awaitDone("unseen.csv").path("rejected").asLong()).isEqualTo(2);

        assertThat(rig.count(State.DELIVERED)).isEqualTo(3);
        assertThat(Files.readString(rejects)).contains("To send this row as a ticket of its own, empty this cell.");
    }

    @Test
    void theSameBytesAgainAreABatchOfTheirOwn() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String first = hand("a.csv", rows(3), Batches.Order.NONE);
        rig.awaitDone("a.csv");

        String second = hand("a.csv", rows(3), again("they were deleted upstream"));
        rig.awaitDone("a-2.csv");
        String third = hand("a.csv", rows(3), again("they were deleted upstream"));
        rig.awaitDone("a-3.csv");

        assertThat(List.of(second, third)).containsExactly(first + "#2", first + "#3");
        assertThat(batches().find(second).orElseThrow().again()).contains("they were deleted upstream");
        assertThat(rig.count(State.DELIVERED)).isEqualTo(9);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "the same bytes are ordered again several times in one moment",
            promise = "they are sent once more, and all orders but one hear that theirs was handed over before")
    void theSameOrderInOneMomentIsOneBatchAndAllButOneHearOfIt() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String first = hand("a.csv", rows(3), Batches.Order.NONE);
        rig.awaitDone("a.csv");

        List<BatchImport.Handed> handed =
                IntStream.range(0, 6)
                        .mapToObj(any -> CompletableFuture.supplyAsync(() -> handAgain("a.csv")))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        await().atMost(PATIENCE).until(() -> {
            rig.settleWaiting();
            return batches().open().isEmpty();
        });

        assertThat(handed).extracting(BatchImport.Handed::batch).containsOnly(first + "#2");
        assertThat(handed).filteredOn(BatchImport.Handed::own).hasSize(1);
        assertThat(rig.count(State.DELIVERED)).isEqualTo(6);
        BatchImport.Handed afterwards = handAgain("a.csv");
        assertThat(afterwards.own()).isTrue();
        assertThat(afterwards.batch()).startsWith(first).isNotIn(first, first + "#2");
    }

    private BatchImport.Handed handAgain(String name) {
        try {
            return new BatchImport(rig.inbox(), Upstream.SANDBOX)
                    .hand(dataDir.resolve(name), batches(), again("they were deleted upstream"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "an import dies after it registered its batch and before its file is in place",
            promise = "running it again goes on with that batch")
    void anImportThatDiedBeforeItsFileWasInPlaceIsGoneOnWith() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String first = hand("a.csv", rows(3), Batches.Order.NONE);
        rig.awaitDone("a.csv");
        Path nowhere = rig.inbox().resolve("taken").resolve("a-2.csv");
        batches().begin(first + "#2", "a.csv", nowhere.toString(), Upstream.SANDBOX, Optional.empty(), again("lost"));

        assertThat(hand("a.csv", rows(3), again("lost"))).isEqualTo(first + "#2");
        rig.awaitDone("a-2.csv");

        assertThat(rig.count(State.DELIVERED)).isEqualTo(6);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a batch is cancelled while its file is being read",
            promise = "no more is read, what was taken is rejected, and a correction sends each row once")
    void aBatchCancelledInMidFileEndsInFailedAndItsCorrectionSendsEachRowOnce() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        rig = FileDoorRig.start(dataDir, (door, taken) -> {
            reading.countDown();
            awaitQuietly(cancelled);
        });
        String first = hand("a.csv", rows(1_300), Batches.Order.NONE);
        assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        rig.ledger().batchControl().cancel(first, ANNA);
        cancelled.countDown();
        await().atMost(PATIENCE).until(() -> {
            rig.ledger().batchControl().rejectCancelled(500);
            return Files.exists(rig.failed("a.csv"));
        });

        JsonNode summary = rig.awaitFailed("a.csv");
        assertThat(summary.path("reason").path("code").asText()).isEqualTo(BatchControl.CANCELLED.code());
        assertThat(summary.path("rows").asLong()).isLessThan(1_300);
        assertThat(summary.path("rejected").asLong())
                .isEqualTo(summary.path("rows").asLong());
        assertThat(rig.count(State.DELIVERED)).isZero();

        assertThat(hand("a.csv", rows(1_300), correcting(first))).isEqualTo(first + "#2");
        rig.awaitDone("a-2.csv");
        assertThat(rig.count(State.DELIVERED)).isEqualTo(1_300);
    }

    @Test
    void aBatchCancelledAfterItsFileWasReadEndsInDone() throws Exception {
        rig = FileDoorRig.start(dataDir);
        String batch = hand(
                "a.csv",
                rows(3),
                new Batches.Order(Optional.empty(), Optional.empty(), new TreeSet<>(List.of(1L)), Optional.empty()));
        await().atMost(PATIENCE)
                .until(() -> batches().find(batch).orElseThrow().state().equals("delivering"));
        rig.ledger().batchControl().cancel(batch, ANNA);
        rig.ledger().batchControl().rejectCancelled(batch, 500);

        JsonNode summary = rig.awaitDone("a.csv");

        assertThat(summary.path("rejected").asLong()).isEqualTo(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
