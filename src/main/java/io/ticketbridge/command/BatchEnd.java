package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;
import java.io.PrintWriter;

/** Says in one line how a batch stands that was followed to where it was waited for. */
final class BatchEnd {

    private final PrintWriter out;

    BatchEnd(PrintWriter out) {
        this.out = out;
    }

    /** @return whether every row is delivered */
    boolean tell(String file, BatchFigures figures) {
        BatchSums sums = figures.sums();
        out.println(Printable.of(file + ": " + sums.rows() + " rows: " + SumsInWords.all(sums)
                + figures.batch().failure().map(reason -> "; " + reason.text()).orElse("")));
        out.flush();
        return accepted(figures) && sums.delivered() + sums.duplicate() == sums.rows();
    }

    /** Whether every row of the file was taken. */
    static boolean accepted(BatchFigures figures) {
        return figures.batch().failure().isEmpty() && figures.sums().rejected() == 0;
    }
}
