package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.Engine;
import io.ticketbridge.engine.EngineOptions;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** The bridge that a command is itself where none runs: with all doors, on ports that stand in nobody's way. */
final class OwnBridge {

    private final EngineOptions options;
    private final PrintWriter err;
    private final AtomicReference<Engine> running = new AtomicReference<>();

    /** @throws io.ticketbridge.configuration.ConfigurationException with what a bridge could not run on */
    OwnBridge(ConfigurationOptions configuration, RoutesOption routes, boolean sandbox, PrintWriter err) {
        this.options = EngineOptions.of(
                configuration.load("http.port=0", "management.port=0", "queue.port=off"),
                routes.folder(),
                sandbox,
                Clock.systemUTC());
        this.err = err;
    }

    Settings settings() {
        return options.settings();
    }

    /** What is done with a ledger that an engine works on. */
    interface Work {
        int on(Ledger ledger) throws Exception;
    }

    /** Does the work while the bridge runs, and stops it. */
    int run(Work work) throws Exception {
        try (Engine engine = Engine.start(options)) {
            running.set(engine);
            return work.on(engine.ledger());
        }
    }

    /** Does the work, in which the bridge runs for a while. A signal stops both. */
    int guard(Callable<Integer> work) throws Exception {
        return StopHook.guard(Exit.INTERRUPTED, this::interrupted, work);
    }

    private void interrupted() {
        Interruption.tell(err);
        Engine engine = running.get();
        if (engine != null) {
            engine.close();
        }
    }
}
