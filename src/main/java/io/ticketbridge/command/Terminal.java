package io.ticketbridge.command;

import java.io.PrintWriter;

/** The person in front of the program, where there is one. */
final class Terminal {

    private Terminal() {}

    static boolean isThere() {
        return System.console() != null;
    }

    /**
     * Asks a question that only {@code y} or {@code yes} agrees to.
     *
     * @param yes it was agreed to on the command line: nothing is asked
     * @throws UnusableException when there is nobody to ask
     */
    static boolean agrees(boolean yes, String question) {
        Consent consent = Consent.atTerminal(yes);
        consent.require(question + " Say so with --yes: there is no terminal to ask.");
        return consent.to(question);
    }

    /** A bar in a terminal; lines on {@code err} elsewhere. */
    static ProgressView progress(boolean untilRest, PrintWriter err) {
        return isThere()
                ? new ProgressBarView(untilRest)
                : new ProgressLines(err, BatchFigures::line, true, System::nanoTime);
    }
}
