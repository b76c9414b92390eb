package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.process.ChildProcess;
import java.time.Duration;

/** A contender at one of its doors. */
interface Entrant {

    String name();

    /** The process whose work is measured. */
    ChildProcess process();

    /**
     * Sends tickets for about so long, and returns when the upstream has all of them.
     *
     * @param latency of the upstream
     * @throws IllegalStateException when one of them was not delivered
     */
    Pass run(Duration latency, Duration window) throws InterruptedException;

    /** How often its ledger has committed so far; 0 without a ledger. */
    default long commits() {
        return 0;
    }

    /**
     * One run.
     *
     * @param tickets that were delivered in all
     */
    record Pass(long tickets, double perSecond) {}
}
