package io.ticketbridge.bench.contender;

import io.ticketbridge.bench.load.Target;
import io.ticketbridge.bench.process.ChildProcess;
import io.ticketbridge.bench.process.FreePort;
import io.ticketbridge.bench.process.JavaCommand;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contender that is not Ticketbridge, in a process of its own. */
public record Forwarder(ChildProcess process, Target target) implements AutoCloseable {

    public static Forwarder bare(Path folder, URI upstream, int inFlight) {
        return start(
                "bare forwarder", BareForwarder.class, folder, List.of(upstream.toString()), List.of("" + inFlight));
    }

    /** @param broker the port of its broker, where it has one */
    public static Forwarder camel(
            PlainCamel.Steps steps, Path folder, URI upstream, int inFlight, int workers, int broker) {
        return start(
                "camel " + steps,
                PlainCamel.class,
                folder,
                List.of(upstream.toString()),
                List.of("" + inFlight, "" + workers, steps.name(), folder.toString(), "" + broker));
    }

    private static Forwarder start(
            String name, Class<?> main, Path folder, List<String> beforePort, List<String> afterPort) {
        int port = FreePort.find();
        List<String> arguments = new ArrayList<>(beforePort);
        arguments.add(String.valueOf(port));
        arguments.addAll(afterPort);
        ChildProcess process = ChildProcess.start(name, folder, JavaCommand.main(main, arguments));
        Announcement.await(process);
        return new Forwarder(process, Target.form(URI.create("http://127.0.0.1:" + port + Paths.TICKET)));
    }

    @Override
    public void close() {
        process.close();
    }
}
