package io.ticketbridge.command;

import java.io.PrintWriter;

/** What a command says that Ctrl-C or SIGTERM ends. */
final class Interruption {

    private Interruption() {}

    static void tell(PrintWriter err) {
        err.println();
        err.println(
                "ticketbridge: interrupted. It is safe to run the same command again: it goes on where it stopped.");
        err.flush();
    }
}
