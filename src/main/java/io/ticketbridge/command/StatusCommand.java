package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code status}: how the tickets stand, whether the bridge runs or not. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How many tickets are in which state, by door; what is parked or halted. Or how one batch stands and how fast it"
                    + " goes on. Reads the ledger, whether the bridge runs or not.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge status",
            "  ticketbridge status --json | jq .states.delivered",
            "  ticketbridge status --set data.dir=/var/lib/ticketbridge",
            "  ticketbridge status --batch tickets.csv --watch      until the batch rests",
            "",
            "Exit code: 0; 1 no such batch or several, 2 unusable configuration or ledger, 130 interrupted."
        })
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Option(names = "--json", description = "One JSON object on one line, for programs.")
    private boolean json;

    @Option(
            names = "--batch",
            paramLabel = "BATCH",
            description = "Only this batch: its id, the beginning of it, or the name of its file.")
    private Optional<String> batch = Optional.empty();

    @Option(names = "--watch", description = "With --batch: go on until the batch rests.")
    private boolean watch;

    @Override
    public Integer call() throws Exception {
        if (watch && batch.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--watch goes with --batch BATCH");
        }
        Settings settings = configuration.load().settings();
        if (batch.isPresent()) {
            return new BatchStatus(settings, batch.get(), json, spec.commandLine()).tell(watch);
        }
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
