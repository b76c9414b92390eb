package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.REASON;
import static io.ticketbridge.ledger.Tickets.correcting;
import static io.ticketbridge.ledger.Tickets.inRow;
import static io.ticketbridge.ledger.Tickets.invalid;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch whose rows take the place of another's: what an upstream would get. */
abstract class BatchCorrectionContract extends LedgerContract {

    private static final String FIRST = "first:live";
    private static final String SECOND = "second:live";
    private static final String THIRD = "third:live";
    private static final String BAD = "!";
    private static final Replays.Order ANNA = new Replays.Order("anna", Optional.empty());

    /** What the upstream created, in order. */
    private final List<String> created = new ArrayList<>();

    private long nextTicket = 1;

    private void begin(String batch, Optional<String> corrects) {
        ledger.batches()
                .begin(
                        batch,
                        batch,
                        "/taken/" + batch,
                        Upstream.LIVE,
                        Optional.empty(),
                        new Batches.Order(Optional.empty(), corrects, new TreeSet<>(), Optional.empty()));
    }

    /** Reads a file as the file door does. */
    private List<Acceptance> read(String batch, Optional<String> corrects, String... contents) {
        begin(batch, corrects);
        return readRows(batch, 1, contents);
    }

    private List<Acceptance> readRows(String batch, long from, String... contents) {
        List<String> chain =
                ledger.batches().corrected(ledger.batches().find(batch).orElseThrow());
        String root = chain.isEmpty() ? batch : chain.get(chain.size() - 1);
        List<Submission> rows = new ArrayList<>();
        for (int i = 0; i < contents.length; i++) {
            long number = from + i;
            Submission row = contents[i].startsWith(BAD)
                    ? invalid(REASON, submission(contents[i]))
                    : submission(contents[i], new Identity(Identity.Kind.FILE, root + ":" + number));
            Submission inBatch = inRow(batch, number, row);
            rows.add(Optional.ofNullable(
                            ledger.batches().keys(chain, Set.of(number)).get(number))
                    .map(key -> correcting(key, inBatch))
                    .orElse(inBatch));
        }
        long last = from + contents.length - 1;
        List<String> foretold;
        try (ReadOnlyLedger looking = ReadOnlyLedger.open(store().location()).orElseThrow()) {
            foretold = looking.preview(batch, chain).next(rows).stream()
                    .map(BatchCorrectionContract::asTold)
                    .toList();
        }
        List<Acceptance> acceptances =
                ledger.intake().accept(rows, Optional.of(new Batches.Position(batch, last, "prefix of " + last)));
        assertThat(foretold)
                .as("what a dry run told")
                .isEqualTo(acceptances.stream()
                        .map(BatchCorrectionContract::asDone)
                        .toList());
        return acceptances;
    }

    private static String asTold(Forecast forecast) {
        return forecast instanceof Forecast.Refused refused
                ? "Refused " + refused.code()
                : forecast.getClass().getSimpleName();
    }

    private static String asDone(Acceptance acceptance) {
        return acceptance instanceof Acceptance.Refused refused
                ? "Refused " + refused.reason().code()
                : acceptance.getClass().getSimpleName();
    }

    /** Sends all that can be sent; the upstream rejects what says so. */
    private void deliver() {
        for (Hint hint : ledger.deliveries().claimable(1_000, Set.of(), Set.of())) {
            String content = new String(
                    ledger.deliveries().load(hint.key()).orElseThrow().payload().content());
            Claim claim = claim(hint.key());
            if (content.endsWith("rejected upstream")) {
                settle(claim, "rejected", new Settlement.Rejected(REASON));
            } else {
                created.add(content);
                settle(claim, "delivered", new Settlement.Delivered(nextTicket++, "answer"));
            }
        }
    }

    private void rest(String batch) {
        deliver();
        ledger.batches().readToEnd(batch);
        ledger.batches().finish(ledger.batches().find(batch).orElseThrow(), "/done/" + batch);
    }

    private void readAndRest(String batch, Optional<String> corrects, String... contents) {
        read(batch, corrects, contents);
        rest(batch);
    }

    private void cancel(String batch) {
        ledger.batchControl().cancel(batch, ANNA);
        ledger.batchControl().rejectCancelled(1_000);
        ledger.batches().breakOff(batch, BatchControl.CANCELLED);
        ledger.batches().finish(ledger.batches().find(batch).orElseThrow(), "/failed/" + batch);
    }

    private static String reasonOf(Acceptance acceptance) {
        return ((Acceptance.Refused) acceptance).reason().code();
    }

    private BatchSums sums(String batch) {
        return ledger.batches().sums(batch);
    }

    @Test
    void onlyTheCorrectedRowsAreSent() {
        readAndRest(FIRST, Optional.empty(), "a", "!b", "c rejected upstream", "d");

        readAndRest(SECOND, Optional.of(FIRST), "a", "b", "c", "d");

        assertThat(created).containsExactlyInAnyOrder("a", "d", "b", "c");
        assertThat(sums(SECOND).delivered()).isEqualTo(2);
        assertThat(sums(SECOND).duplicate()).isEqualTo(2);
        assertThat(sums(FIRST).delivered()).isEqualTo(4);
    }

    @Test
    void aRowThatWasSentAndHasOtherContentNowIsRefused() {
        readAndRest(FIRST, Optional.empty(), "a", "b");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "a", "b, better");
        rest(SECOND);

        assertThat(reasonOf(second.get(1))).isEqualTo("KeyReused");
        assertThat(created).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aRowThatWasSentAndIsInvalidNowIsRefusedAndLeavesNothingToReplay() {
        readAndRest(FIRST, Optional.empty(), "a", "b");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "a", "!b");

        assertThat(reasonOf(second.get(1))).isEqualTo("KeyReused");
        assertThat(ledger.replays()
                        .select(
                                new Replays.Selection(
                                        Set.of(Replays.Resting.REJECTED),
                                        Optional.empty(),
                                        new TicketOrigin(Optional.of(SECOND), Optional.empty(), Optional.empty())),
                                "",
                                10))
                .isEmpty();
    }

    @Test
    void unchangedRowsThatTheUpstreamRejectedAreSentOnceMore() {
        readAndRest(FIRST, Optional.empty(), "a", "b rejected upstream");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "a", "b rejected upstream");

        assertThat(second.get(1)).isInstanceOf(Acceptance.Revised.class);
        assertThat(ledger.deliveries().claimable(10, Set.of(), Set.of())).hasSize(1);
    }

    @Test
    void aCorrectionOfACancelledBatchSendsWhatWasNotSentAndWhatWasNotRead() {
        begin(FIRST, Optional.empty());
        readRows(FIRST, 1, "a");
        deliver();
        readRows(FIRST, 2, "b", "c");
        cancel(FIRST);

        readAndRest(SECOND, Optional.of(FIRST), "a", "b", "c, better", "d");

        assertThat(created).containsExactlyInAnyOrder("a", "b", "c, better", "d");
        assertThat(ledger.batchControl().rejectCancelled(10)).isZero();
    }

    @Test
    void aDeletedLineNeverDoublesATicket() {
        readAndRest(FIRST, Optional.empty(), "a", "b rejected upstream", "c", "d");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "a", "c", "d");
        rest(SECOND);

        assertThat(reasonOf(second.get(1))).isEqualTo("RowMoved");
        assertThat(reasonOf(second.get(2))).isEqualTo("RowMoved");
        assertThat(created).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(sums(SECOND).rejected()).isEqualTo(2);
    }

    @Test
    void anInsertedLineNeverDoublesATicket() {
        readAndRest(FIRST, Optional.empty(), "a", "b rejected upstream", "c");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "new", "a", "b", "c");
        rest(SECOND);

        assertThat(reasonOf(second.get(0))).isEqualTo("KeyReused");
        assertThat(reasonOf(second.get(1))).isEqualTo("RowMoved");
        assertThat(reasonOf(second.get(2))).isEqualTo("KeyReused");
        assertThat(reasonOf(second.get(3))).isEqualTo("RowMoved");
        assertThat(created).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void anAppendedLineIsSentOnceByWhicheverCorrectionComesFirst() {
        readAndRest(FIRST, Optional.empty(), "a");

        readAndRest(SECOND, Optional.of(FIRST), "a", "b");
        readAndRest(THIRD, Optional.of(FIRST), "a", "b");

        assertThat(created).containsExactlyInAnyOrder("a", "b");
        assertThat(sums(THIRD).duplicate()).isEqualTo(2);
    }

    @Test
    void equalRowsOfOneFileAreEachSentInTheirPlaces() {
        readAndRest(FIRST, Optional.empty(), "same", "!x", "same rejected upstream", "same");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "same", "new", "new", "same");
        rest(SECOND);

        assertThat(second.get(1)).isInstanceOf(Acceptance.Revised.class);
        assertThat(second.get(2)).isInstanceOf(Acceptance.Revised.class);
        assertThat(created).containsExactlyInAnyOrder("same", "same", "new", "new");
    }

    @Test
    void aChainOfCorrectionsSendsEachRowOnce() {
        readAndRest(FIRST, Optional.empty(), "a", "!b", "!c", "d rejected upstream");
        readAndRest(SECOND, Optional.of(FIRST), "a, changed", "b", "!c again", "d rejected upstream");
        assertThat(created).containsExactlyInAnyOrder("a", "b");

        List<Acceptance> third = read(THIRD, Optional.of(SECOND), "a", "b", "c", "d");
        rest(THIRD);

        assertThat(created).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(third.get(0)).isInstanceOf(Acceptance.Converged.class);
        assertThat(sums(THIRD).delivered()).isEqualTo(2);
        assertThat(sums(THIRD).duplicate()).isEqualTo(2);
    }

    @Test
    void aLineDeletedInASecondCorrectionIsSeenToo() {
        readAndRest(FIRST, Optional.empty(), "!a", "b", "!c");
        readAndRest(SECOND, Optional.of(FIRST), "!a", "b", "c");

        List<Acceptance> third = read(THIRD, Optional.of(SECOND), "b", "c");
        rest(THIRD);

        assertThat(reasonOf(third.get(0))).isEqualTo("RowMoved");
        assertThat(reasonOf(third.get(1))).isEqualTo("RowMoved");
        assertThat(created).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aCorrectionThatIsReadAgainAfterACrashSendsNothingTwice() {
        readAndRest(FIRST, Optional.empty(), "!a", "b", "!c", "d rejected upstream");
        read(SECOND, Optional.of(FIRST), "a", "b", "equal", "d rejected upstream");
        deliver();
        ledger.close();
        ledger = store().open(machine);

        List<Acceptance> again = readRows(SECOND, 1, "a", "b", "equal", "d rejected upstream", "equal");
        rest(SECOND);

        assertThat(again.subList(0, 4)).allSatisfy(each -> assertThat(each).isInstanceOf(Acceptance.Converged.class));
        assertThat(again.get(4)).isInstanceOf(Acceptance.Created.class);
        assertThat(created).containsExactlyInAnyOrder("b", "a", "equal", "equal");
    }

    @Test
    void everyCorrectionIsForetoldAsItIsThenTaken() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String before = FIRST;
        readAndRest(FIRST, Optional.empty(), someContents(random));
        for (int round = 0; round < 12; round++) {
            String batch = "round-" + seed + "-" + round + ":live";
            readAndRest(batch, Optional.of(random.nextBoolean() ? before : FIRST), someContents(random));
            before = random.nextBoolean() ? batch : before;
        }
        assertThat(created).as("seed " + seed).isNotEmpty();
    }

    private static String[] someContents(Random random) {
        return IntStream.range(0, 15 + random.nextInt(10))
                .mapToObj(row -> (random.nextInt(6) == 0 ? BAD : "")
                        + "content " + (random.nextInt(4) == 0 ? random.nextInt(8) : row)
                        + (random.nextInt(4) == 0 ? " rejected upstream" : ""))
                .toArray(String[]::new);
    }

    @Test
    void aTicketThatMayBeUpstreamIsNotSentByACorrection() {
        begin(FIRST, Optional.empty());
        String key = readRows(FIRST, 1, "a").get(0).key();
        settle(claim(key), "unknown", new Settlement.Unknown(Optional.of(clock().instant()), REASON));
        ledger.batchControl().cancel(FIRST, ANNA);
        ledger.deliveries().move(find(key), new Settlement.Rejected(BatchControl.CANCELLED), "probe");

        List<Acceptance> second = read(SECOND, Optional.of(FIRST), "a, better");
        rest(SECOND);

        assertThat(reasonOf(second.get(0))).isEqualTo("KeyReused");
        assertThat(created).isEmpty();
    }

    @Test
    void aDeletedLineThatIsPutBackInTheNextCorrectionDoublesNoTicket() {
        begin(FIRST, Optional.empty());
        readRows(FIRST, 1, "a", "b");
        deliver();
        readRows(FIRST, 3, "c", "d", "e");
        cancel(FIRST);
        readAndRest(SECOND, Optional.of(FIRST), "a", "c", "d", "e");
        assertThat(created).containsExactlyInAnyOrder("a", "b", "d", "e");

        List<Acceptance> third = read(THIRD, Optional.of(SECOND), "a", "b", "c", "d", "e");
        rest(THIRD);

        assertThat(reasonOf(third.get(4))).isEqualTo("RowMoved");
        assertThat(created).containsExactlyInAnyOrder("a", "b", "d", "e");
    }

    @Test
    void anInsertedLineThatIsTakenOutInTheNextCorrectionDoublesNoTicket() {
        begin(FIRST, Optional.empty());
        readRows(FIRST, 1, "a");
        deliver();
        readRows(FIRST, 2, "b", "c");
        cancel(FIRST);
        readAndRest(SECOND, Optional.of(FIRST), "new", "a", "b", "c");
        assertThat(created).containsExactlyInAnyOrder("a", "b", "c");

        List<Acceptance> third = read(THIRD, Optional.of(SECOND), "a", "b", "c");
        rest(THIRD);

        assertThat(reasonOf(third.get(1))).isEqualTo("RowMoved");
        assertThat(created).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aRowThatAnInsertedLineMovedToTheEndIsNotSentAgainInItsOldPlace() {
        begin(FIRST, Optional.empty());
        readRows(FIRST, 1, "a", "b");
        deliver();
        readRows(FIRST, 3, "c");
        cancel(FIRST);
        readAndRest(SECOND, Optional.of(FIRST), "new", "a", "b", "c");

        readAndRest(THIRD, Optional.of(SECOND), "a", "b", "c");

        assertThat(created).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void equalRowsOfACancelledBatchAreEachSentByItsCorrection() {
        begin(FIRST, Optional.empty());
        readRows(FIRST, 1, "equal");
        deliver();
        readRows(FIRST, 2, "x", "equal");
        cancel(FIRST);

        readAndRest(SECOND, Optional.of(FIRST), "equal", "x", "equal");

        assertThat(created).containsExactlyInAnyOrder("equal", "x", "equal");
    }
}
