package io.ticketbridge.command;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Replays.Result;
import java.io.PrintWriter;

/** Says, one line a ticket, what a replay came to, and counts it. */
final class ReplayReport {

    private final PrintWriter out;
    private final boolean dryRun;
    private long replayed;
    private long not;

    ReplayReport(PrintWriter out, boolean dryRun) {
        this.out = out;
        this.dryRun = dryRun;
    }

    /** @param before the intent as it rested */
    void tell(Intent before, Result result) {
        if (result instanceof Result.Not) {
            not++;
        } else {
            replayed++;
        }
        String rested = before.parked() ? "parked" : before.state().label();
        out.println(Printable.of(before.key() + "  " + rested + " -> " + inWords(result)));
    }

    /** @return the exit code */
    int end() {
        out.println(replayed + (dryRun ? " would be replayed, " : " replayed, ") + not + " not");
        out.flush();
        return replayed > 0 && not == 0 ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
    }

    boolean replayedAny() {
        return replayed > 0;
    }

    private static String inWords(Result result) {
        if (result instanceof Result.Accepted) {
            return "accepted: sent again";
        }
        if (result instanceof Result.LookedFor) {
            return "unknown: looked for in Socialboards first";
        }
        if (result instanceof Result.Delivered delivered) {
            return "delivered: ticket " + delivered.ticketId();
        }
        if (result instanceof Result.AsNew asNew) {
            return "rejected: sent as the new ticket " + asNew.newKey();
        }
        return "not replayed: " + ((Result.Not) result).why();
    }
}
