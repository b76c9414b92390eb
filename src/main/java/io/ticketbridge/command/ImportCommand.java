package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.door.file.BatchImport;
import io.ticketbridge.door.file.UnusableFileException;
import io.ticketbridge.engine.Engine;
import io.ticketbridge.engine.EngineOptions;
import io.ticketbridge.engine.FolderLock;
import io.ticketbridge.engine.LedgerLocation;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  ticketbridge import tickets.csv --dry-run        says which rows are wrong, and takes nothing",
            "  ticketbridge import tickets.csv                  until all rows are in the ledger",
            "  ticketbridge import *.ndjson.gz --wait           until all rows rest",
            "",
            "Exit code: 0 all accepted (with --wait: delivered), 1 some not, 2 unusable input or configuration,",
            "130 interrupted."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of tickets.")
    private List<Path> files = List.of();

    @Option(names = "--dry-run", description = "Check every row as the door would, and take nothing.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Wait until every row rests, and count what was not delivered as not well.")
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
            return new DryRunReport(settings, upstream, spec.commandLine()).read(files);
        }
        return engine.isPresent() ? importBeside(settings, upstream) : importAlone(upstream);
    }

    /** The engine that runs works; this process only hands over and looks. */
    private int importBeside(Settings settings, Upstream upstream) throws Exception {
        List<BatchImport.Handed> handed = new ArrayList<>();
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            boolean allUsable = hand(settings, upstream, ledger, handed);
            return StopHook.guard(Exit.INTERRUPTED, ledger::close, () -> follow(ledger, handed, wait, allUsable));
        }
    }

    /** No engine runs: this process is one, on ports of its own, until the rows rest. */
    private int importAlone(Upstream upstream) throws Exception {
        LoadedConfiguration loaded = configuration.load("http.port=0", "management.port=0", "queue.port=off");
        Settings settings = sandbox ? loaded.settings() : loaded.liveSettings();
        List<BatchImport.Handed> handed = new ArrayList<>();
        boolean allUsable;
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            allUsable = hand(settings, upstream, ledger, handed);
        }
        if (handed.isEmpty()) {
            return Exit.UNUSABLE;
        }
        EngineOptions options =
                new EngineOptions(settings, loaded.asCamelProperties(), routes.folder(), sandbox, Clock.systemUTC());
        try (Engine engine = Engine.start(options)) {
            return StopHook.guard(
                    Exit.INTERRUPTED, engine::close, () -> follow(engine.ledger(), handed, true, allUsable));
        }
    }

    private boolean hand(Settings settings, Upstream upstream, Ledger ledger, List<BatchImport.Handed> handed)
            throws IOException {
        BatchImport batches = new BatchImport(settings.get(Keys.INBOX_DIR), upstream);
        boolean allUsable = true;
        for (Path file : files) {
            try {
                handed.add(batches.hand(file, ledger.batches(), Batches.Order.NONE));
            } catch (UnusableFileException e) {
                allUsable = false;
                spec.commandLine().getErr().println("ticketbridge: " + Printable.of(file + ": " + e.getMessage()));
            }
        }
        spec.commandLine().getErr().flush();
        return allUsable;
    }

    private int follow(Ledger ledger, List<BatchImport.Handed> handed, boolean untilRest, boolean allUsable)
            throws InterruptedException {
        ImportProgress progress = new ImportProgress(
                ledger.batches(), untilRest, spec.commandLine().getOut());
        boolean well = true;
        for (BatchImport.Handed batch : handed) {
            well &= progress.follow(batch, wait);
        }
        return allUsable ? (well ? Exit.FINE : Exit.NOT_AS_IT_SHOULD) : Exit.UNUSABLE;
    }
}
