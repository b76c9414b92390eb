package io.ticketbridge.bench.measure;

import io.ticketbridge.bench.contender.Bridge;
import io.ticketbridge.bench.contender.BridgeHome;
import io.ticketbridge.bench.contender.Forwarder;
import io.ticketbridge.bench.contender.PlainCamel;
import io.ticketbridge.bench.load.ClosedLoop;
import io.ticketbridge.bench.load.QueueSend;
import io.ticketbridge.bench.load.TicketTexts;
import io.ticketbridge.bench.process.FreePort;
import io.ticketbridge.bench.upstream.StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** All contenders, running at once, each in a process of its own and with one upstream. */
final class Contenders implements AutoCloseable {

    static final String BARE = "(a) bare forwarder";
    static final String PLAIN = "(b) plain Camel";
    static final String REST = "(c) REST door";
    static final String FILE = "(d) file door";
    static final String QUEUE = "(e) queue door";
    static final String TWO_STEPS = "plain Camel in two steps, keeping nothing";
    static final String LEAST_KEPT = "the same, keeping a row";
    static final String LEAST_QUEUE = "the same from a queue, keeping a row";
    static final List<String> DOORS = List.of(REST, FILE, QUEUE);

    /** What Ticketbridge allows itself as shipped; the others get the same. */
    static final int IN_FLIGHT = 16;

    private static final int WORKERS = 232;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final TicketTexts tickets = new TicketTexts();
    /** Of the only forwarder that has one. */
    private final int broker = FreePort.find();

    private final StandIn upstream;
    private final Bridge bridge;
    private final List<Entrant> entrants;
    private final List<Entrant> bounds;

    /** @param folder for their data */
    Contenders(Path folder) {
        try {
            upstream = add(new StandIn());
            Forwarder bare = add(Forwarder.bare(folder, upstream.uri(), IN_FLIGHT));
            Forwarder plain = add(camel(PlainCamel.Steps.ONE, folder));
            Forwarder twoSteps = add(camel(PlainCamel.Steps.TWO, folder));
            Forwarder leastKept = add(camel(PlainCamel.Steps.TWO_KEPT, folder));
            Forwarder leastQueue = add(camel(PlainCamel.Steps.QUEUE_KEPT, folder));
            bridge = add(Bridge.start(new BridgeHome(
                    folder.resolve("bridge"), upstream.uri(), "socialboards.max-in-flight=" + IN_FLIGHT)));
            ClosedLoop callers = add(new ClosedLoop(tickets));
            QueueSend senders = add(new QueueSend(bridge.broker(), bridge.queue(), tickets));
            entrants = List.of(
                    Callers.of(BARE, bare, callers, upstream.tally()),
                    Callers.of(PLAIN, plain, callers, upstream.tally()),
                    Callers.of(REST, bridge, callers, upstream.tally()),
                    DroppedFile.of(FILE, bridge, tickets, upstream.tally()),
                    SentMessages.of(QUEUE, bridge, senders, upstream.tally()));
            bounds = List.of(
                    Callers.of(TWO_STEPS, twoSteps, callers, upstream.tally()),
                    Callers.of(LEAST_KEPT, leastKept, callers, upstream.tally()),
                    SentMessages.of(
                            LEAST_QUEUE,
                            leastQueue,
                            add(new QueueSend(URI.create("tcp://127.0.0.1:" + broker), "tickets", tickets)),
                            upstream.tally()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    StandIn upstream() {
        return upstream;
    }

    Bridge bridge() {
        return bridge;
    }

    TicketTexts tickets() {
        return tickets;
    }

    List<Entrant> entrants() {
        return entrants;
    }

    /** What no door of a durable bridge can be faster than, if it is made of Camel's routes. */
    List<Entrant> bounds() {
        return bounds;
    }

    private Forwarder camel(PlainCamel.Steps steps, Path folder) {
        return Forwarder.camel(steps, folder, upstream.uri(), IN_FLIGHT, WORKERS, broker);
    }

    private <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        Closing.all(opened);
    }
}
