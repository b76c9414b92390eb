package io.ticketbridge.command;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/** A bar on the terminal's stderr: rows, rate, outcomes and remaining time. It begins where the batch is. */
final class ProgressBarView implements ProgressView {

    private static final int LONGEST_NAME = 20;
    private static final int USUAL_WIDTH = 79;

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
        shown.setExtraMessage(" " + figures.sums().inWords()
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
                .setConsumer(consumer())
                .setTaskName(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
                .setInitialMax(figures.ofRows().orElse(-1))
                .startsFrom(steps(figures), Duration.ZERO)
                .setEtaFunction(state -> remaining)
                .build();
    }

    /**
     * One that is told the width: to ask the terminal, the library would take over the signals, and Ctrl-C would end
     * the process before it can stop in order.
     */
    static ProgressBarConsumer consumer() {
        return new ConsoleProgressBarConsumer(System.err, width());
    }

    private static int width() {
        String columns = Optional.ofNullable(System.getenv("COLUMNS")).orElse("");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) - 1 : USUAL_WIDTH;
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
