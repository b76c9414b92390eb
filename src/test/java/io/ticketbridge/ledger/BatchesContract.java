package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.REASON;
import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.inRow;
import static io.ticketbridge.ledger.Tickets.invalid;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files, their positions and their rows. */
abstract class BatchesContract extends LedgerContract {

    private static final String BATCH = "c0ffee:live";

    private Batches batches() {
        return ledger.batches();
    }

    private Batches.Batch begin(String id) {
        return batches().begin(id, "tickets.csv", "/inbox/taken/tickets.csv", Upstream.LIVE, Optional.empty());
    }

    private boolean finish(String id, String path) {
        return batches().finish(batches().find(id).orElseThrow(), path);
    }

    private static Submission row(long number, String content, Identity... more) {
        List<Identity> identities = new ArrayList<>(List.of(more));
        identities.add(new Identity(Identity.Kind.FILE, BATCH + ":" + number));
        return inRow(BATCH, number, submission(content, identities.toArray(Identity[]::new)));
    }

    private List<Acceptance> acceptAll(Submission... rows) {
        return ledger.intake().accept(List.of(rows), Optional.empty());
    }

    private List<Batches.Row> rows() {
        List<Batches.Row> rows = new ArrayList<>();
        batches().forEachRow(BATCH, rows::add);
        return rows;
    }

    private List<String> batchEvents() {
        return ledger.auditTrail().pending("file", 1_000).stream()
                .map(AuditTrail.Event::type)
                .filter(type -> type.startsWith("batch-"))
                .toList();
    }

    @Test
    void aBatchBeginsOnce() {
        Batches.Batch first = begin(BATCH);

        Batches.Batch again =
                batches().begin(BATCH, "copy.csv", "/inbox/taken/copy.csv", Upstream.LIVE, Optional.empty());

        assertThat(again).isEqualTo(first);
        assertThat(first.state()).isEqualTo("reading");
        assertThat(batches().open()).containsExactly(first);
        assertThat(batches().position(BATCH)).isEmpty();
        assertThat(batchEvents()).containsExactly("batch-started");
    }

    @Test
    void theReadPositionMovesWithTheRows() {
        begin(BATCH);

        ledger.intake()
                .accept(
                        List.of(row(1, "a"), row(2, "b")),
                        Optional.of(new Batches.Position(BATCH, 2, "prefix of two")));

        assertThat(batches().position(BATCH)).contains(new Batches.Position(BATCH, 2, "prefix of two"));
        assertThat(batches().find(BATCH).orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void aPositionOfAnUnknownBatchKeepsNothing() {
        Optional<Batches.Position> position = Optional.of(new Batches.Position(BATCH, 1, "p"));

        assertThatThrownBy(() -> ledger.intake().accept(List.of(row(1, "a")), position))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(BATCH);
        assertThat(ledger.inspection().counts().byDoor()).isEmpty();
    }

    @Test
    void theSumsBalance() {
        begin(BATCH);
        accept(submission("elsewhere", external("E-9")));
        List<Acceptance> taken = acceptAll(
                row(1, "a", external("E-1")),
                invalid(REASON, row(2, "b")),
                row(3, "a", external("E-1")),
                row(4, "other", external("E-9")),
                row(5, "c"),
                row(6, "d"),
                row(7, "e"));
        settle(claim(taken.get(0).key()), "delivered", new Settlement.Delivered(7, "answer"));
        settle(claim(taken.get(4).key()), "unknown", new Settlement.Unknown(Optional.empty(), REASON));
        settle(claim(taken.get(5).key()), "retry", new Settlement.Dead(REASON));

        assertThat(batches().sums(BATCH)).isEqualTo(new BatchSums(7, 1, 2, 1, 1, 1, 1, 1));
        assertThat(rows())
                .extracting(Batches.Row::state)
                .containsExactly("delivered", "rejected", "duplicate", "rejected", "unknown", "dead", "accepted");
        assertThat(rows()).extracting(Batches.Row::row).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aBatchRestsOnceNoRowOfItsOwnMovesAnyMore() {
        begin(BATCH);
        assertThat(batches().isAtRest(BATCH)).as("without a row").isTrue();
        accept(submission("elsewhere", external("E-9")));
        List<Acceptance> taken = acceptAll(
                row(1, "a"),
                row(2, "b"),
                row(3, "c"),
                invalid(REASON, row(4, "d")),
                row(5, "elsewhere", external("E-9")));
        Claim first = claim(taken.get(0).key());
        settle(claim(taken.get(1).key()), "delivered", new Settlement.Delivered(7, "answer"));
        settle(
                claim(taken.get(2).key()),
                "retry",
                new Settlement.Waiting(ledger.clock().instant(), REASON, false));
        assertThatIsAtRest(false);

        settle(claim(taken.get(2).key()), "unknown", new Settlement.Unknown(Optional.empty(), REASON));
        assertThat(batches().sums(BATCH).parked()).isOne();
        assertThatIsAtRest(false);

        settle(
                first,
                "unknown",
                new Settlement.Unknown(Optional.of(ledger.clock().instant()), REASON));
        assertThatIsAtRest(false);
        ledger.deliveries()
                .move(find(first.intent().key()), new Settlement.Delivered(8, "probe"), "found")
                .orElseThrow();
        assertThatIsAtRest(true);
    }

    private void assertThatIsAtRest(boolean rests) {
        assertThat(batches().isAtRest(BATCH))
                .isEqualTo(batches().sums(BATCH).isAtRest())
                .isEqualTo(rests);
    }

    @Test
    void theSumsBalanceWhateverBecameOfTheRows() {
        begin(BATCH);
        Random random = new Random(4);
        for (int row = 1; row <= 120; row++) {
            int fate = random.nextInt(9);
            String content = fate == 1 ? "the same" : "content " + row;
            Submission submission = fate == 1 ? row(row, content, external("E")) : row(row, content);
            String key = acceptAll(fate == 0 ? invalid(REASON, submission) : submission)
                    .get(0)
                    .key();
            switch (fate) {
                case 2 -> settle(claim(key), "delivered", new Settlement.Delivered(row, "answer"));
                case 3 -> settle(claim(key), "retry", new Settlement.Dead(REASON));
                case 4 -> settle(claim(key), "unknown", new Settlement.Unknown(Optional.empty(), REASON));
                case 5 ->
                    settle(
                            claim(key),
                            "unknown",
                            new Settlement.Unknown(Optional.of(ledger.clock().instant()), REASON));
                case 6 -> settle(claim(key), "rejected", new Settlement.Rejected(REASON));
                case 7 -> claim(key);
                default -> {}
            }
        }

        BatchSums sums = batches().sums(BATCH);

        assertThat(sums.rows())
                .isEqualTo(120)
                .isEqualTo(sums.delivered()
                        + sums.rejected()
                        + sums.duplicate()
                        + sums.waiting()
                        + sums.unknown()
                        + sums.dead());
        assertThat(rows()).filteredOn(row -> row.state().equals("unknown")).hasSize((int) sums.unknown());
        assertThat(rows()).filteredOn(row -> row.state().equals("duplicate")).hasSize((int) sums.duplicate());
        assertThat(sums.unknown()).isGreaterThan(sums.parked());
        assertThat(sums.duplicate()).isPositive();
    }

    @Test
    void aReplayedRowPutsItsBatchBackToWork() {
        begin(BATCH);
        String key = acceptAll(row(1, "a")).get(0).key();
        settle(claim(key), "rejected", new Settlement.Rejected(REASON));
        Batches.Batch before = batches().find(BATCH).orElseThrow();
        assertThat(finish(BATCH, "/done/a.csv")).isTrue();

        ledger.replays()
                .replay(List.of(new Replays.Wish(key, Optional.empty())), new Replays.Order("anna", Optional.empty()));

        Batches.Batch moved = batches().find(BATCH).orElseThrow();
        assertThat(moved.state()).isEqualTo("delivering");
        assertThat(moved.finished()).isEmpty();
        assertThat(batches().openAt("/done/a.csv")).contains(moved);
        assertThat(batches().finish(before, "/done/a.csv"))
                .as("with what was seen before the row moved")
                .isFalse();
    }

    @Test
    void aCorrectionPutsEveryBatchOfTheRowBackToWork() {
        begin(BATCH);
        String key = acceptAll(invalid(REASON, row(1, "a"))).get(0).key();
        begin("second");
        begin("third");
        finish(BATCH, "/done/a.csv");
        accept(Tickets.correcting(key, invalid(REASON, inRow("second", 1, submission("b")))));
        assertThat(batches().find(BATCH).orElseThrow().state()).isEqualTo("delivering");
        finish(BATCH, "/done/a.csv");
        finish("second", "/done/b.csv");

        accept(Tickets.correcting(key, inRow("third", 1, submission("c"))));

        assertThat(batches().open()).extracting(Batches.Batch::id).containsExactlyInAnyOrder(BATCH, "second", "third");
    }

    @Test
    void aBrokenBatchEndsAsFailedAgainAfterItsRowsMoved() {
        begin(BATCH);
        String key = acceptAll(row(1, "a")).get(0).key();
        settle(claim(key), "rejected", new Settlement.Rejected(REASON));
        batches().breakOff(BATCH, REASON);
        finish(BATCH, "/failed/a.csv");

        ledger.replays().resolve(key, 7, new Replays.Order("anna", Optional.empty()));
        assertThat(batches().find(BATCH).orElseThrow().state()).isEqualTo("delivering");
        finish(BATCH, "/failed/a.csv");

        assertThat(batches().find(BATCH).orElseThrow().state()).isEqualTo("failed");
        assertThat(batches().find(BATCH).orElseThrow().failure()).contains(REASON);
    }

    @Test
    void theReportNamesKeysAndReasons() {
        begin(BATCH);
        accept(submission("elsewhere", external("E-9")));
        List<Acceptance> taken = acceptAll(
                invalid(REASON, row(1, "b")),
                row(2, "a", external("E-1")),
                row(3, "a", external("E-1")),
                row(4, "other", external("E-9")));

        List<Batches.Row> rows = rows();
        assertThat(rows.get(0).key()).contains(taken.get(0).key());
        assertThat(rows.get(0).reason()).contains(REASON);
        assertThat(rows.get(1).reason()).isEmpty();
        assertThat(rows.get(2).key()).contains(taken.get(1).key());
        assertThat(rows.get(3).key()).isEmpty();
        assertThat(rows.get(3).reason().orElseThrow().code()).isEqualTo("KeyReused");
    }

    @Test
    void readingABatchAgainAddsNothing() {
        begin(BATCH);
        accept(submission("elsewhere", external("E-9")));
        Submission[] all = {
            row(1, "a"), invalid(REASON, row(2, "b")), row(3, "a2"), row(4, "other", external("E-9")),
        };
        List<Acceptance> first = acceptAll(all);
        BatchSums sums = batches().sums(BATCH);
        int events = ledger.auditTrail().pending("file", 1_000).size();

        List<Acceptance> second = acceptAll(all);

        assertThat(second)
                .extracting(Acceptance::key)
                .isEqualTo(first.stream().map(Acceptance::key).toList());
        assertThat(second).hasAtLeastOneElementOfType(Acceptance.Converged.class);
        assertThat(batches().sums(BATCH)).isEqualTo(sums);
        assertThat(ledger.auditTrail().pending("file", 1_000)).hasSize(events);
    }

    @Test
    void aCorrectedRowCountsInBothItsBatches() {
        begin(BATCH);
        String key = acceptAll(invalid(REASON, row(1, "a"))).get(0).key();
        begin("second");

        accept(Tickets.correcting(key, inRow("second", 1, submission("b"))));
        settle(claim(key), "delivered", new Settlement.Delivered(7, "answer"));

        BatchSums one = new BatchSums(1, 1, 0, 0, 0, 0, 0, 0);
        assertThat(batches().sums(BATCH)).isEqualTo(one);
        assertThat(batches().sums("second")).isEqualTo(one);
    }

    @Test
    void aBatchEndsOnce() {
        begin(BATCH);
        begin("second");
        batches().readToEnd(BATCH);
        assertThat(batches().find(BATCH).orElseThrow().state()).isEqualTo("delivering");

        assertThat(finish(BATCH, "/inbox/done/tickets.csv")).isTrue();
        assertThat(finish(BATCH, "/elsewhere")).isFalse();
        batches().breakOff("second", REASON);
        assertThat(batchEvents()).hasSize(3);
        assertThat(batches().openAt("/inbox/taken/tickets.csv").map(Batches.Batch::id))
                .contains("second");
        assertThat(finish("second", "/inbox/failed/tickets.csv")).isTrue();

        Batches.Batch done = batches().find(BATCH).orElseThrow();
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.path()).isEqualTo("/inbox/done/tickets.csv");
        assertThat(done.finished()).isPresent();
        assertThat(batches().find("second").orElseThrow().failure()).contains(REASON);
        assertThat(batches().find("second").orElseThrow().state()).isEqualTo("failed");
        assertThat(batches().open()).isEmpty();
        assertThat(batchEvents()).containsExactly("batch-started", "batch-started", "batch-finished", "batch-finished");
    }

    @Test
    void tenThousandRowsComeOutInOrder() {
        begin(BATCH);
        for (int chunk = 0; chunk < 20; chunk++) {
            List<Submission> rows = new ArrayList<>();
            for (int i = 1; i <= 500; i++) {
                long number = chunk * 500L + i;
                rows.add(row(number, "content " + number));
            }
            ledger.intake().accept(rows, Optional.of(new Batches.Position(BATCH, (chunk + 1) * 500L, "p")));
        }

        long[] last = {0};
        batches().forEachRow(BATCH, row -> {
            assertThat(row.row()).isEqualTo(last[0] + 1);
            last[0] = row.row();
        });

        assertThat(last[0]).isEqualTo(10_000);
        assertThat(batches().sums(BATCH)).isEqualTo(new BatchSums(10_000, 0, 0, 0, 10_000, 0, 0, 0));
        assertThat(ledger.commitCounts().commits()).isEqualTo(21);
    }
}
