package io.ticketbridge.command;

import io.ticketbridge.door.file.BatchImport.Handed;
import io.ticketbridge.door.file.BatchProgress;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Sums;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a batch is: a bar in a terminal, one line at its end anywhere. */
final class ImportProgress {

    private static final Logger LOG = LoggerFactory.getLogger(ImportProgress.class);
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int LOOKS_BEFORE_A_HINT = 150;

    private final Batches batches;
    private final boolean untilRest;
    private final PrintWriter out;

    /** @param untilRest look until every row rests and the report is written; otherwise until every row is accepted */
    ImportProgress(Batches batches, boolean untilRest, PrintWriter out) {
        this.batches = batches;
        this.untilRest = untilRest;
        this.out = out;
    }

    /**
     * Returns when the batch is where it should be.
     *
     * @param delivered whether a row must be delivered to have gone well; otherwise accepted is enough
     * @return whether every row went well
     */
    boolean follow(Handed handed, boolean delivered) throws InterruptedException {
        BatchProgress end = System.console() == null ? await(handed, Optional.empty()) : awaitWithBar(handed);
        Sums sums = end.sums();
        out.println(Printable.of(handed.file() + ": " + sums.rows() + " rows: " + inWords(sums)
                + end.batch().failure().map(reason -> "; " + reason.text()).orElse("")));
        out.flush();
        boolean accepted = end.batch().failure().isEmpty() && sums.rejected() == 0;
        return delivered ? accepted && sums.delivered() + sums.duplicate() == sums.rows() : accepted;
    }

    private BatchProgress awaitWithBar(Handed handed) throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(Printable.of(handed.file().getFileName().toString()))
                .setInitialMax(-1)
                .build()) {
            return await(handed, Optional.of(bar));
        }
    }

    private BatchProgress await(Handed handed, Optional<ProgressBar> bar) throws InterruptedException {
        for (int looks = 1; ; looks++) {
            Optional<BatchProgress> progress = BatchProgress.of(batches, handed.batch());
            if (progress.isPresent()) {
                bar.ifPresent(shown -> show(shown, progress.get()));
                if (isThere(progress.get())) {
                    return progress.get();
                }
            } else if (looks == LOOKS_BEFORE_A_HINT) {
                LOG.warn(
                        "The bridge has not begun {} yet; look into its log, or start it again if it has stopped.",
                        handed.file());
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private void show(ProgressBar bar, BatchProgress progress) {
        Sums sums = progress.sums();
        if (progress.accepted()) {
            bar.maxHint(sums.rows());
        }
        bar.stepTo(untilRest ? sums.rows() - sums.waiting() - sums.unknown() + sums.parked() : sums.rows());
        bar.setExtraMessage(sums.rejected() == 0 ? "" : sums.rejected() + " rejected");
    }

    private boolean isThere(BatchProgress progress) {
        return untilRest ? progress.rested() && progress.batch().finished().isPresent() : progress.accepted();
    }

    private static String inWords(Sums sums) {
        return sums.delivered() + " delivered, " + sums.rejected() + " rejected, " + sums.duplicate() + " duplicate, "
                + sums.waiting() + " waiting, " + sums.unknown() + " unknown (" + sums.parked() + " parked), "
                + sums.dead() + " dead";
    }
}
