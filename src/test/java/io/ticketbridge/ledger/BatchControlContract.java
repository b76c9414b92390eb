package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.inRow;
import static io.ticketbridge.ledger.Tickets.of;
import static io.ticketbridge.ledger.Tickets.request;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A batch that is held back, goes on, or is cancelled. */
abstract class BatchControlContract extends LedgerContract {

    private static final String BATCH = "c0ffee:live";
    private static final String OTHER = "beef00:live";
    private static final Replays.Order ANNA = new Replays.Order("anna", Optional.of("wrong category"));

    private BatchControl control() {
        return ledger.batchControl();
    }

    private Batches.Batch begin(String id, Long... first) {
        return ledger.batches()
                .begin(
                        id,
                        "tickets.csv",
                        "/inbox/taken/" + id,
                        Upstream.LIVE,
                        Optional.empty(),
                        new Batches.Order(
                                Optional.of("rename: {}"),
                                Optional.empty(),
                                new TreeSet<>(List.of(first)),
                                Optional.empty()));
    }

    private static Submission row(String batch, long number) {
        return inRow(
                batch,
                number,
                submission(batch + " " + number, new Identity(Identity.Kind.FILE, batch + ":" + number)));
    }

    private String accepted(String batch, long number) {
        return accept(row(batch, number)).key();
    }

    private String acceptedFirst(String batch, long number) {
        return accept(firstRow(batch, number)).key();
    }

    private static Submission firstRow(String batch, long number) {
        Submission row = row(batch, number);
        return new Submission(
                row.door(),
                row.upstream(),
                row.application(),
                row.account(),
                row.identities(),
                row.content(),
                row.contentHash(),
                Optional.of(new BatchRow(batch, number, true)),
                row.rejection(),
                row.reply(),
                row.corrects());
    }

    private List<String> claimable() {
        return ledger.deliveries().claimable(100, Set.of(), Set.of()).stream()
                .map(Hint::key)
                .toList();
    }

    private boolean canBeClaimed(String key) {
        boolean loaded = ledger.deliveries().load(key).isPresent();
        boolean claimed = ledger.deliveries()
                .claim(key, find(key).revision(), request("request"), LEASE)
                .isPresent();
        assertThat(loaded).isEqualTo(claimed);
        return claimed;
    }

    private List<String> events() {
        return ledger.auditTrail().pending("file", 1_000).stream()
                .map(AuditTrail.Event::type)
                .filter(type -> type.startsWith("batch-"))
                .toList();
    }

    @Test
    void aPausedBatchIsNeitherFoundNorClaimedAndEverythingElseIs() {
        begin(BATCH);
        begin(OTHER);
        String held = accepted(BATCH, 1);
        String other = accepted(OTHER, 1);
        String rest = accept(submission("from a caller")).key();

        assertThat(control().pause(BATCH, ANNA)).isTrue();

        assertThat(claimable()).containsExactlyInAnyOrder(other, rest);
        assertThat(canBeClaimed(held)).isFalse();
        assertThat(canBeClaimed(other)).isTrue();
        assertThat(canBeClaimed(rest)).isTrue();
        assertThat(ledger.batches().find(BATCH).orElseThrow().control()).isEqualTo(Batches.Control.PAUSED);
    }

    @Test
    void whatIsAcceptedOfAPausedBatchWaitsUntilItIsResumed() {
        begin(BATCH);
        control().pause(BATCH, ANNA);
        String key = accepted(BATCH, 1);
        assertThat(claimable()).isEmpty();

        assertThat(control().resume(BATCH, ANNA)).isTrue();

        assertThat(claimable()).containsExactly(key);
        assertThat(canBeClaimed(key)).isTrue();
        assertThat(ledger.batches().find(BATCH).orElseThrow().resumed()).isPresent();
        assertThat(events()).containsExactly("batch-started", "batch-paused", "batch-resumed");
    }

    @Test
    void anAttemptUnderWayWhenThePauseComesIsSettled() {
        begin(BATCH);
        Claim sending = claim(accepted(BATCH, 1));
        control().pause(BATCH, ANNA);

        assertThat(settle(sending, "delivered", new Settlement.Delivered(7, "answer"))
                        .state())
                .isEqualTo(State.DELIVERED);
    }

    @Test
    void turningASwitchToWhereItIsDoesNothing() {
        begin(BATCH);
        accepted(BATCH, 1);

        assertThat(control().resume(BATCH, ANNA)).isFalse();
        assertThat(control().pause(BATCH, ANNA)).isTrue();
        assertThat(control().pause(BATCH, ANNA)).isFalse();
        assertThat(control().cancel(BATCH, ANNA)).isTrue();
        assertThat(control().cancel(BATCH, ANNA)).isFalse();
        assertThat(control().resume(BATCH, ANNA)).isFalse();
        assertThat(control().pause("no such batch", ANNA)).isFalse();
        assertThat(events()).containsExactly("batch-started", "batch-paused", "batch-cancelled");
    }

    @Test
    void aBatchThatRestsHasNothingToHoldBackOrEnd() {
        begin(BATCH);
        settle(claim(accepted(BATCH, 1)), "delivered", new Settlement.Delivered(7, "answer"));
        ledger.batches().readToEnd(BATCH);
        ledger.batches().finish(ledger.batches().find(BATCH).orElseThrow(), "/inbox/done/tickets.csv");

        assertThat(control().pause(BATCH, ANNA)).isFalse();
        assertThat(control().cancel(BATCH, ANNA)).isFalse();
    }

    @Test
    void aBatchWithAFirstSampleBeginsPausedAndOnlyTheSampleGoesOut() {
        assertThat(begin(BATCH, 2L).control()).isEqualTo(Batches.Control.PAUSED);
        String held = accepted(BATCH, 1);
        String sample = acceptedFirst(BATCH, 2);

        assertThat(ledger.batches().first(BATCH)).containsExactly(2L);
        assertThat(claimable()).containsExactly(sample);
        assertThat(canBeClaimed(held)).isFalse();
        settle(claim(sample), "delivered", new Settlement.Delivered(7, "answer"));
        BatchSums sums = ledger.batches().firstSums(BATCH);
        assertThat(sums.rows()).isEqualTo(1);
        assertThat(sums.delivered()).isEqualTo(1);
        control().resume(BATCH, ANNA);
        assertThat(claimable()).containsExactly(held);
    }

    @Test
    void aCancelledBatchIsRejectedInChunksAndNothingElseIs() {
        begin(BATCH, 3L);
        begin(OTHER);
        List<String> ofBatch = new ArrayList<>();
        for (long row = 1; row <= 2; row++) {
            ofBatch.add(accepted(BATCH, row));
        }
        ofBatch.add(acceptedFirst(BATCH, 3));
        String other = accepted(OTHER, 1);
        String rest = accept(submission("from a caller")).key();
        assertThat(control().rejectCancelled(BATCH, 10)).isZero();

        control().cancel(BATCH, ANNA);

        assertThat(claimable()).containsExactlyInAnyOrder(other, rest);
        assertThat(control().rejectCancelled(BATCH, 2)).isEqualTo(2);
        assertThat(control().rejectCancelled(2)).isEqualTo(1);
        assertThat(control().rejectCancelled(2)).isZero();
        assertThat(ofBatch).allSatisfy(key -> {
            assertThat(find(key).state()).isEqualTo(State.REJECTED);
            assertThat(find(key).reason()).contains(BatchControl.CANCELLED);
        });
        assertThat(canBeClaimed(other)).isTrue();
        assertThat(canBeClaimed(rest)).isTrue();
        assertThat(ledger.batches().sums(BATCH).rejected()).isEqualTo(3);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "a batch is cancelled while one of its tickets is being sent",
            promise = "a delivery counts; what failed is not sent again")
    void anAttemptUnderWayWhenTheBatchIsCancelledIsDeliveredOrRejectedAndNeverSentAgain() {
        begin(BATCH);
        Claim delivered = claim(accepted(BATCH, 1));
        Claim failed = claim(accepted(BATCH, 2));
        Claim unknown = claim(accepted(BATCH, 3));
        control().cancel(BATCH, ANNA);

        settle(delivered, "delivered", new Settlement.Delivered(7, "answer"));
        settle(failed, "retry", new Settlement.Waiting(clock().instant(), Tickets.REASON, false));
        settle(unknown, "unknown", new Settlement.Unknown(Optional.of(clock().instant()), Tickets.REASON));

        assertThat(find(delivered.intent().key()).state()).isEqualTo(State.DELIVERED);
        assertThat(find(failed.intent().key()).reason()).contains(BatchControl.CANCELLED);
        assertThat(find(unknown.intent().key()).state()).isEqualTo(State.UNKNOWN);
        assertThat(ledger.deliveries().probesDue(Upstream.LIVE, 10)).hasSize(1);
        Intent notFound = ledger.deliveries()
                .move(
                        find(unknown.intent().key()),
                        new Settlement.Waiting(clock().instant(), Tickets.REASON, true),
                        "probe")
                .orElseThrow();
        assertThat(notFound.state()).isEqualTo(State.REJECTED);
        assertThat(notFound.reason()).contains(BatchControl.CANCELLED);
        assertThat(canBeClaimed(notFound.key())).isFalse();
    }

    @Test
    void whatAPersonReplaysOfABatchThatIsHeldBackOrCancelledGoesOut() {
        begin(BATCH);
        String cancelled = accepted(BATCH, 1);
        control().cancel(BATCH, ANNA);
        control().rejectCancelled(BATCH, 10);

        Submission anew = Tickets.correcting(cancelled, row(BATCH, 1));
        ledger.replays().replay(List.of(new Replays.Wish(cancelled, Optional.of(anew))), ANNA);

        assertThat(control().rejectCancelled(10)).isZero();
        assertThat(claimable()).containsExactly(cancelled);
        assertThat(canBeClaimed(cancelled)).isTrue();
    }

    @Test
    void aRowsAgeCountsFromWhenItsBatchWasResumed() {
        begin(BATCH);
        String key = accepted(BATCH, 1);
        control().pause(BATCH, ANNA);
        advance(Duration.ofDays(30));
        control().resume(BATCH, ANNA);
        Instant resumed = ledger.batches().find(BATCH).orElseThrow().resumed().orElseThrow();

        assertThat(ledger.deliveries().load(key).orElseThrow().intent().createdAt())
                .isEqualTo(resumed);
        assertThat(claim(key).intent().createdAt()).isEqualTo(resumed);
        assertThat(claim(accepted(BATCH, 2)).intent().createdAt()).isAfterOrEqualTo(resumed);
    }

    @Test
    void aHeldBatchIsPassedByWithOneLookHoweverManyRowsAndApplicationsItHas() {
        begin(BATCH);
        control().pause(BATCH, ANNA);
        List<Submission> rows = new ArrayList<>();
        for (long row = 1; row <= 2_000; row++) {
            rows.add(of("app" + row % 3, row(BATCH, row)));
        }
        ledger.intake().accept(rows, Optional.empty());
        begin(OTHER);
        String other = accept(of("app1", row(OTHER, 1))).key();
        String rest = accept(submission("from a caller")).key();

        assertThat(claimable()).containsExactly(rest, other);
    }

    @Test
    void batchesAreListedAndNamed() {
        begin(BATCH);
        advance(Duration.ofSeconds(1));
        begin(OTHER);

        assertThat(ledger.batches().list(10)).extracting(Batches.Batch::id).containsExactly(OTHER, BATCH);
        assertThat(ledger.batches().list(1)).extracting(Batches.Batch::id).containsExactly(OTHER);
        assertThat(ledger.batches().named("tickets.csv"))
                .extracting(Batches.Batch::id)
                .containsExactly(OTHER, BATCH);
        assertThat(ledger.batches().named("c0ffee"))
                .extracting(Batches.Batch::id)
                .containsExactly(BATCH);
        assertThat(ledger.batches().named(OTHER)).extracting(Batches.Batch::id).containsExactly(OTHER);
        assertThat(ledger.batches().named("c0ff")).isEmpty();
        assertThat(ledger.batches().openAt("/inbox/taken/" + OTHER).map(Batches.Batch::id))
                .contains(OTHER);
        assertThat(ledger.batches().openAt("/inbox/taken/other")).isEmpty();
        assertThat(ledger.batches().find(BATCH).orElseThrow().columns()).contains("rename: {}");
    }

    @Test
    void aBatchThatIsNotThereCannotBeCorrected() {
        Batches.Order order = new Batches.Order(
                Optional.empty(), Optional.of("nowhere"), Batches.Order.NONE.first(), Optional.empty());

        assertThatThrownBy(() -> ledger.batches().begin(BATCH, "b", "b", Upstream.LIVE, Optional.empty(), order))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aSampleThatIsTakenInWhileItsBatchIsCancelledIsNotSent() {
        begin(BATCH, 1L);
        control().cancel(BATCH, ANNA);

        String key = ledger.intake()
                .accept(List.of(firstRow(BATCH, 1)), Optional.of(new Batches.Position(BATCH, 1, "prefix")))
                .get(0)
                .key();

        assertThat(claimable()).isEmpty();
        assertThat(canBeClaimed(key)).isFalse();
        assertThat(control().rejectCancelled(10)).isEqualTo(1);
    }
}
