package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.load.ClosedLoop;
import io.ticketbridge.bench.load.Target;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.upstream.Tally;
import java.time.Duration;

/** Sixty-four callers who wait for their answers. */
record CallersEntrant(String name, ChildProcess process, ClosedLoop callers, Target target, Tally upstream)
        implements Entrant {

    private static final int LEAD_SHARE = 8;

    @Override
    public Pass run(Duration window) throws InterruptedException {
        Tally.Counts before = upstream.counts();
        ClosedLoop.Answers answers = callers.run(target, window.dividedBy(LEAD_SHARE), window);
        Tally.Counts created = upstream.counts().since(before);
        if (created.tickets() != answers.answered() || created.sumOfIds() != answers.sumOfIds()) {
            throw new IllegalStateException(name + " answered " + answers.answered()
                    + " tickets, and the upstream created " + created.tickets() + ", or others");
        }
        return new Pass(answers.answered(), answers.perSecond());
    }
}
