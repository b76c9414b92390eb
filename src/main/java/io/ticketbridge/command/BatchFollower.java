package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Follows batches to where a command waits for, and shows how they get there. */
final class BatchFollower {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Ledger ledger;
    private final boolean untilRest;
    private final Supplier<List<String>> hindrances;
    private final PrintWriter err;

    /**
     * @param untilRest until every row rests and the report is written; otherwise until every row is in the ledger
     * @param hindrances what more can hold a batch up, in sentences
     */
    BatchFollower(Ledger ledger, boolean untilRest, Supplier<List<String>> hindrances, PrintWriter err) {
        this.ledger = ledger;
        this.untilRest = untilRest;
        this.hindrances = hindrances;
        this.err = err;
    }

    /**
     * Returns when the batch is there. One that is paused gets nowhere without a person: it is there when every row is
     * in the ledger and its first sample rests.
     *
     * @param rowsInFile where the file has been counted
     */
    BatchFigures follow(String batch, OptionalLong rowsInFile) throws InterruptedException {
        BatchWatch watch = new BatchWatch(ledger, batch, rowsInFile, hindrances, System::nanoTime);
        try (ProgressView view = Terminal.progress(untilRest, err)) {
            while (true) {
                Optional<BatchFigures> figures = watch.look();
                figures.ifPresent(view::show);
                if (figures.filter(this::isThere).isPresent()) {
                    return lastFigures(watch, figures.get(), view);
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
    }

    /** Of one that is paused the sample was looked at after the figures: they are read once more. */
    private static BatchFigures lastFigures(BatchWatch watch, BatchFigures figures, ProgressView view) {
        if (!figures.paused()) {
            return figures;
        }
        BatchFigures last = watch.lookAnew().orElse(figures);
        view.show(last);
        return last;
    }

    private boolean isThere(BatchFigures figures) {
        if (figures.ended()) {
            return true;
        }
        if (!figures.accepted()) {
            return false;
        }
        return figures.paused() ? sampleRests(figures.batch().id()) : !untilRest;
    }

    private boolean sampleRests(String batch) {
        BatchSums sample = ledger.batches().firstSums(batch);
        return sample.waiting() == 0 && sample.unknown() == sample.parked();
    }
}
