package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Upstream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchFiguresTest {

    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter printed = new StringWriter();

    @Test
    void oneLineTellsRowsOutcomesSpeedAndRemainingTime() {
        BatchFigures figures = delivering(Control.RUNNING, 300, List.of());

        assertThat(figures.remaining(true)).contains(Duration.ofSeconds(70));
        assertThat(figures.line())
                .isEqualTo("t.csv: delivering, 1000 rows: 298 delivered, 2 rejected, 700 waiting, 10 rows/s,"
                        + " 1 min 10 s left");
        assertThat(figures.json().path("remainingSeconds").asLong()).isEqualTo(70);
        assertThat(figures.json().path("delivered").asLong()).isEqualTo(298);
    }

    @Test
    void whileItIsReadTheSlowerOfReadingAndDeliveringTellsTheTime() {
        BatchFigures figures = figures(
                batch("reading", Control.RUNNING),
                new BatchSums(400, 100, 0, 0, 300, 0, 0, 0),
                400,
                OptionalLong.of(1_000),
                200,
                10,
                List.of());

        assertThat(figures.remaining(false)).contains(Duration.ofSeconds(3));
        assertThat(figures.remaining(true)).contains(Duration.ofSeconds(90));
        assertThat(figures.line()).contains("reading, 400 of 1000 rows").contains("200 rows/s");
    }

    @Test
    void aPausedBatchNamesNoTimeAndWhatHoldsABatchUpIsSaid() {
        BatchFigures figures = delivering(Control.PAUSED, 300, List.of("live is halted: Renew the token."));

        assertThat(figures.remaining(true)).isEmpty();
        assertThat(figures.line())
                .startsWith("t.csv: paused, 1000 rows")
                .endsWith("; live is halted: Renew the token.")
                .doesNotContain("left");
    }

    @Test
    void theSpeedIsThatOfTheLastTenSeconds() {
        Rate rate = new Rate();
        assertThat(rate.perSecond()).isZero();
        for (int second = 0; second <= 20; second++) {
            rate.add(second * SECOND, second < 10 ? 1_000L * second : 9_000 + 5L * (second - 9));
        }
        assertThat(rate.perSecond()).isEqualTo(5);
    }

    @Test
    void looksThatAreFarApartStillTellASpeed() {
        Rate rate = new Rate();
        rate.add(0, 0);
        rate.add(60 * SECOND, 600);
        rate.add(120 * SECOND, 1_800);
        assertThat(rate.perSecond()).isEqualTo(20);
    }

    @Test
    void withoutATerminalALineComesEveryFiveSecondsAndAtOnceWhenItMatters() {
        ProgressLines lines = new ProgressLines(new PrintWriter(printed), BatchFigures::line, false, nanos::get);

        lines.show(delivering(Control.RUNNING, 100, List.of()));
        nanos.addAndGet(SECOND);
        lines.show(delivering(Control.RUNNING, 110, List.of()));
        assertThat(printed.toString()).hasLineCount(1);
        lines.show(delivering(Control.PAUSED, 110, List.of()));
        assertThat(printed.toString()).hasLineCount(2).contains("paused");
        nanos.addAndGet(5 * SECOND);
        lines.show(delivering(Control.PAUSED, 110, List.of()));
        assertThat(printed.toString()).hasLineCount(3);
    }

    @Test
    void whatIsOverSoonNeedsNoProgress() {
        ProgressLines lines = new ProgressLines(new PrintWriter(printed), BatchFigures::line, true, nanos::get);

        lines.show(delivering(Control.RUNNING, 100, List.of()));
        nanos.addAndGet(SECOND);
        lines.show(delivering(Control.PAUSED, 110, List.of()));

        assertThat(printed.toString()).isEmpty();
    }

    private static BatchFigures delivering(Control control, long rested, List<String> hindrances) {
        return figures(
                batch("delivering", control),
                new BatchSums(1_000, rested - 2, 2, 0, 1_000 - rested, 0, 0, 0),
                1_000,
                OptionalLong.of(1_000),
                0,
                control == Control.RUNNING ? 10 : 0,
                hindrances);
    }

    private static BatchFigures figures(
            Batch batch,
            BatchSums sums,
            long rows,
            OptionalLong ofRows,
            double accepted,
            double rested,
            List<String> hindrances) {
        return new BatchFigures(batch, sums, rows, ofRows, accepted, rested, hindrances);
    }

    private static Batch batch(String state, Control control) {
        return new Batch(
                "0123456789abcdef:live",
                "t.csv",
                "/inbox/taken/t.csv",
                Upstream.LIVE,
                state,
                1_000,
                Optional.empty(),
                Optional.empty(),
                START,
                Optional.empty(),
                control,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
