package io.ticketbridge.bench.contender;

import io.ticketbridge.bench.load.Target;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.process.FreePort;
import io.ticketbridge.bench.process.JavaCommand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged Ticketbridge, started by its own {@code run} command with an account, a ledger and an audit. */
public final class Bridge implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("ticketbridge ready in \\d+ ms: rest (\\S+), inbox (.+), queue (\\S+) at (\\S+)");

    private final ChildProcess process;
    private final Duration readyAfter;
    private final BridgeMetrics metrics;
    private final Target rest;
    private final Path inbox;
    private final String queue;
    private final URI broker;

    private Bridge(ChildProcess process, ChildProcess.Ready ready, int management) {
        Matcher line = ready.line();
        this.process = process;
        this.readyAfter = ready.after();
        this.metrics = new BridgeMetrics(management);
        this.rest =
                Target.form(URI.create(line.group(1) + Paths.TICKET)).withBasic(BridgeHome.USER, BridgeHome.API_KEY);
        this.inbox = Path.of(line.group(2));
        this.queue = line.group(3);
        this.broker = URI.create(line.group(4));
    }

    /** Starts the jar and waits until its doors run. @param options for its JVM, beside those of every contender */
    public static Bridge start(BridgeHome home, String... options) {
        int management = FreePort.find();
        return start(home, management, JavaCommand.packaged(List.of(options), home.runArguments(management)));
    }

    /** Starts it by its launcher, and waits until its doors run. */
    public static Bridge launch(BridgeHome home) {
        int management = FreePort.find();
        return start(home, management, JavaCommand.launcher(home.runArguments(management)));
    }

    private static Bridge start(BridgeHome home, int management, JavaCommand command) {
        ChildProcess process = ChildProcess.start("ticketbridge", home.folder(), command);
        try {
            return new Bridge(process, process.await(READY), management);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    public ChildProcess process() {
        return process;
    }

    /** From the start of its process to its ready line. */
    public Duration readyAfter() {
        return readyAfter;
    }

    public BridgeMetrics metrics() {
        return metrics;
    }

    /** The REST door, with the account's API key. */
    public Target rest() {
        return rest;
    }

    public Path inbox() {
        return inbox;
    }

    public String queue() {
        return queue;
    }

    public URI broker() {
        return broker;
    }

    @Override
    public void close() {
        process.close();
    }
}
