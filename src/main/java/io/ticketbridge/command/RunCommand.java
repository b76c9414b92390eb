package io.ticketbridge.command;

import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.Engine;
import io.ticketbridge.engine.EngineOptions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the bridge. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the bridge until SIGTERM or Ctrl-C. Once all doors run, one line on standard output says where they are."
                    + " Stopping finishes what is under way, or leaves it in the ledger for the next start.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge run --sandbox",
            "  TICKETBRIDGE_SOCIALBOARDS_CLIENT_ID=… TICKETBRIDGE_SOCIALBOARDS_REFRESH_TOKEN=… ticketbridge run",
            "  ticketbridge run --config /etc/ticketbridge --set data.dir=/var/lib/ticketbridge",
            "",
            "Exit code: 0 after a stop, 2 when configuration, a port or a folder cannot be used."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--sandbox",
            description =
                    "Deliver to a sandbox of its own; no credentials are needed, and all it takes is marked sandbox.")
    private boolean sandbox;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws Exception {
        LoadedConfiguration loaded = configuration.load();
        Settings settings = sandbox ? loaded.settings() : loaded.liveSettings();
        EngineOptions options =
                new EngineOptions(settings, loaded.asCamelProperties(), routes.folder(), sandbox, Clock.systemUTC());
        AtomicReference<Engine> running = new AtomicReference<>();
        return StopHook.guard(Exit.FINE, () -> close(running.get()), () -> {
            Engine engine = Engine.start(options);
            running.set(engine);
            PrintWriter out = spec.commandLine().getOut();
            out.println(engine.readyLine());
            out.flush();
            engine.awaitStopped();
            return Exit.FINE;
        });
    }

    /** A signal while it starts needs no closing: whatever is in the ledger goes on with the next start. */
    private static void close(Engine engine) {
        if (engine != null) {
            engine.close();
        }
    }
}
