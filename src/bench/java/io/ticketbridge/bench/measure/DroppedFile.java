package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.load.FileDrop;
import io.ticketbridge.bench.load.TicketTexts;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.upstream.Tally;
import java.time.Duration;

/**
 * A file of tickets; its time runs from the drop to the last ticket's creation. It is twice as long as the others':
 * that a file is seen and picked up takes its time, whatever its size.
 */
record DroppedFile(String name, Bridge bridge, FileDrop drop, Tally upstream, Dose dose) implements Entrant {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    static DroppedFile of(String name, Bridge bridge, TicketTexts tickets, Tally upstream) {
        return new DroppedFile(name, bridge, new FileDrop(bridge.inbox(), tickets), upstream, new Dose());
    }

    @Override
    public ChildProcess process() {
        return bridge.process();
    }

    @Override
    public Pass run(Duration latency, Duration window) throws InterruptedException {
        int rows = dose.tickets(latency, window.multipliedBy(2));
        FileDrop.Dropped file = drop.write(rows);
        long before = upstream.counts().tickets();
        long start = System.nanoTime();
        file.drop();
        double seconds = (upstream.awaitTickets(before + rows, LONGEST_SILENCE).lastCreated() - start) / 1e9;
        file.awaitReport(LONGEST_SILENCE);
        dose.learn(latency, rows / seconds);
        return new Pass(rows, rows / seconds);
    }

    @Override
    public long commits() {
        return bridge.metrics().commits();
    }
}
