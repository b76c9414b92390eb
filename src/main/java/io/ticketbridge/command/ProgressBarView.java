package io.ticketbridge.command;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on the terminal's stderr: rows, rate, outcomes and remaining time. It begins where the batch is. */
final class ProgressBarView implements ProgressView {

    private static final int LONGEST_NAME = 20;

    private final boolean untilRest;
    private Optional<ProgressBar> bar = Optional.empty();
    private Optional<Duration> remaining = Optional.empty();

    /** @param untilRest a step is a row that rests; otherwise a row that is in the ledger */
    ProgressBarView(boolean untilRest) {
        this.untilRest = untilRest;
    }

    @Override
    public void show(BatchFigures figures) {
        remaining = figures.remaining(untilRest);
        ProgressBar shown = bar.orElseGet(() -> begin(figures));
        bar = Optional.of(shown);
        shown.maxHint(figures.ofRows().orElse(-1));
        shown.stepTo(steps(figures));
        shown.setExtraMessage(" " + SumsInWords.some(figures.sums())
                + (figures.rowsPerSecond() == 0 ? "" : ", " + Math.round(figures.rowsPerSecond()) + "/s")
                + (figures.paused() ? ", paused" : "")
                + figures.hindrances().stream()
                        .findFirst()
                        .map(first -> "; " + first)
                        .orElse(""));
    }

    private long steps(BatchFigures figures) {
        return untilRest ? figures.rested() : figures.rows();
    }

    private ProgressBar begin(BatchFigures figures) {
        String name = Printable.of(figures.batch().name());
        return new ProgressBarBuilder()
                .setTaskName(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
                .setInitialMax(figures.ofRows().orElse(-1))
                .startsFrom(steps(figures), Duration.ZERO)
                .setEtaFunction(state -> remaining)
                .build();
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
