package io.ticketbridge.command;

import java.io.PrintWriter;

/** The person in front of the program, where there is one. */
final class Terminal {

    private Terminal() {}

    static boolean isThere() {
        return System.console() != null;
    }

    /** A bar in a terminal; lines on {@code err} elsewhere. */
    static ProgressView progress(boolean untilRest, PrintWriter err) {
        return isThere()
                ? new ProgressBarView(untilRest)
                : new ProgressLines(err, BatchFigures::line, true, System::nanoTime);
    }
}
