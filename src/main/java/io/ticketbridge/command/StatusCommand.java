package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: how the tickets stand, whether the bridge runs or not. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How many tickets are in which state, by door; what is parked or halted. Reads the ledger, whether the bridge"
                    + " runs or not.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge status",
            "  ticketbridge status --json | jq .states.delivered",
            "  ticketbridge status --set data.dir=/var/lib/ticketbridge"
        })
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Option(names = "--json", description = "One JSON object on one line, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = configuration.load().settings();
        StatusReport report = LedgerAccess.read(settings, StatusReport::of).orElseGet(StatusReport::empty);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        out.flush();
        return Exit.FINE;
    }
}
