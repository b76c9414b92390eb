package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.FolderLock;
import io.ticketbridge.engine.LedgerLocation;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import FILE…}: a batch from a terminal or a job. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes the tickets of files: .csv, .json, .jsonl or .ndjson, each also .gz. A bridge that runs on the same data"
                    + " folder does the work; without one, this command is the bridge until the rows rest. The files stay"
                    + " where they are. Safe to interrupt and to run again: equal bytes are the same batch.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge import tickets.csv --dry-run        says what would become of each row, and takes nothing",
            "  ticketbridge import tickets.csv                  until all rows are in the ledger",
            "  ticketbridge import *.ndjson.gz --wait           until all rows rest",
            "  ticketbridge import all.csv --first 50 --yes     a sample first; the others wait for batch resume",
            "  ticketbridge import mended.csv --corrects 3f2a91c0d4e5      sends only what is not delivered",
            "",
            "Exit code: 0 all accepted (with --wait: delivered), 1 some not, or not agreed to, 2 unusable input or",
            "configuration, or nobody to ask and no --yes, 130 interrupted."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of tickets.")
    private List<Path> files = List.of();

    @Mixin
    private ImportChoices choices;

    @Option(
            names = "--dry-run",
            description =
                    "Say what would become of each row, what no ticket can carry and how long it takes; take nothing.")
    private boolean dryRun;

    @Option(
            names = "--wait",
            description =
                    "Wait until every row rests (or a first sample does), and count what is not delivered as not well.")
    private boolean wait;

    @Option(
            names = "--sandbox",
            description = "Without a bridge that runs: become one that delivers to a sandbox of its own.")
    private boolean sandbox;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws Exception {
        choices.check(files.size(), sentence -> new ParameterException(spec.commandLine(), sentence));
        if (choices.columns().suggests()) {
            return new ColumnsSuggestion(spec.commandLine().getOut(), err()).write(files);
        }
        Settings settings = configuration.load().settings();
        Optional<FolderLock.Holder> engine = FolderLock.holder(settings.get(Keys.DATA_DIR));
        if (sandbox
                && engine.filter(holder -> holder.mainUpstream() == Upstream.LIVE)
                        .isPresent()) {
            throw new UnusableException("The bridge that runs on this data folder (process "
                    + engine.get().pid()
                    + ") delivers live; leave --sandbox out, or choose another ticketbridge.data.dir.");
        }
        Upstream upstream =
                engine.map(FolderLock.Holder::mainUpstream).orElse(sandbox ? Upstream.SANDBOX : Upstream.LIVE);
        if (dryRun) {
            return new DryRunReport(settings, upstream, choices, spec.commandLine()).read(files);
        }
        return engine.isPresent() ? importBeside(settings, upstream) : importAlone(upstream);
    }

    /** The engine that runs works; this process only hands over and looks. */
    private int importBeside(Settings settings, Upstream upstream) throws Exception {
        ImportFlow flow = flow(settings, upstream);
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            return StopHook.guard(Exit.INTERRUPTED, () -> Interruption.tell(err()), () -> {
                List<ImportFlow.Handed> handed = flow.hand(ledger, files);
                return flow.follow(ledger, handed, wait, wait, new BridgeAbsence(settings));
            });
        }
    }

    /** No engine runs: this process is one, until the rows rest or wait for a person. */
    private int importAlone(Upstream upstream) throws Exception {
        OwnBridge bridge = new OwnBridge(configuration, routes, sandbox, err());
        ImportFlow flow = flow(bridge.settings(), upstream);
        return bridge.guard(() -> {
            List<ImportFlow.Handed> handed = hand(bridge.settings(), flow);
            return handed.isEmpty()
                    ? flow.exitCode()
                    : bridge.run(ledger -> flow.follow(ledger, handed, true, wait, List::of));
        });
    }

    private List<ImportFlow.Handed> hand(Settings settings, ImportFlow flow) throws IOException {
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            return flow.hand(ledger, files);
        }
    }

    private ImportFlow flow(Settings settings, Upstream upstream) {
        return new ImportFlow(
                settings, upstream, choices, configuration, spec.commandLine().getOut(), err());
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
