package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.contender.Forwarder;
import io.ticketbridge.bench.load.ClosedLoop;
import io.ticketbridge.bench.load.Target;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.upstream.Tally;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Callers by HTTP who wait for their answers. */
record Callers(String name, ChildProcess process, Target target, LongSupplier ledger, ClosedLoop loop, Tally upstream)
        implements Entrant {

    private static final int LEAD_SHARE = 8;

    static Callers of(String name, Forwarder forwarder, ClosedLoop loop, Tally upstream) {
        return new Callers(name, forwarder.process(), forwarder.target(), () -> 0, loop, upstream);
    }

    static Callers of(String name, Bridge bridge, ClosedLoop loop, Tally upstream) {
        return new Callers(name, bridge.process(), bridge.rest(), bridge.metrics()::commits, loop, upstream);
    }

    @Override
    public Pass run(Duration latency, Duration window) throws InterruptedException {
        Tally.Counts before = upstream.counts();
        ClosedLoop.Answers answers = loop.run(target, window.dividedBy(LEAD_SHARE), window);
        Tally.Counts created = upstream.counts().since(before);
        if (created.tickets() != answers.answered() || created.sumOfIds() != answers.sumOfIds()) {
            throw new IllegalStateException(name + " answered " + answers.answered()
                    + " tickets, and the upstream created " + created.tickets() + ", or others");
        }
        return new Pass(answers.answered(), answers.perSecond());
    }

    @Override
    public long commits() {
        return ledger.getAsLong();
    }
}
