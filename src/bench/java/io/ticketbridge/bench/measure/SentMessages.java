package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.contender.Forwarder;
import io.ticketbridge.bench.load.QueueSend;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.upstream.Tally;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Messages on the queue; their time runs from the first send to the last ticket's creation. */
record SentMessages(
        String name, ChildProcess process, LongSupplier ledger, QueueSend senders, Tally upstream, Dose dose)
        implements Entrant {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    static SentMessages of(String name, Bridge bridge, QueueSend senders, Tally upstream) {
        return new SentMessages(name, bridge.process(), bridge.metrics()::commits, senders, upstream, new Dose());
    }

    static SentMessages of(String name, Forwarder forwarder, QueueSend senders, Tally upstream) {
        return new SentMessages(name, forwarder.process(), () -> 0, senders, upstream, new Dose());
    }

    @Override
    public Pass run(Duration latency, Duration window) throws InterruptedException {
        int messages = dose.tickets(latency, window);
        long before = upstream.counts().tickets();
        long start = System.nanoTime();
        senders.send(messages);
        double seconds =
                (upstream.awaitTickets(before + messages, LONGEST_SILENCE).lastCreated() - start) / 1e9;
        dose.learn(latency, messages / seconds);
        return new Pass(messages, messages / seconds);
    }

    @Override
    public long commits() {
        return ledger.getAsLong();
    }
}
