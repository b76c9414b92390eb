package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.FolderLock;
import io.ticketbridge.engine.LedgerLocation;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batch resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Goes on with a batch that is paused, such as after its first sample. What was not sent is mapped with the"
                    + " config/mapping.yaml of now. A bridge that runs on the same data folder does the work; without one,"
                    + " this command is the bridge until the batch rests.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge batch resume 3f2a91c0d4e5",
            "  ticketbridge batch resume tickets.csv --wait --reason \"sample looked at\"",
            "",
            "Exit code: 0 it goes on (where this command waits: every row is delivered), 1 it cannot, or not every row is",
            "delivered, or there is no such batch, 2 unusable configuration or ledger, 130 interrupted."
        })
final class BatchResumeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchChoice choice;

    @Option(names = "--wait", description = "Wait until every row rests, also beside a bridge that runs.")
    private boolean wait;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws Exception {
        Settings settings = configuration.load().settings();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Optional<Batch>> found = LedgerAccess.read(settings, ledger -> choice.find(ledger.batches(), err));
        if (found.isEmpty()) {
            return choice.none(err);
        }
        if (found.get().isEmpty()) {
            return Exit.NOT_AS_IT_SHOULD;
        }
        Batch batch = found.get().get();
        if (batch.control() == Control.CANCELLED || batch.finished().isPresent()) {
            tell(batch, "is " + BatchNames.stage(batch) + ": there is nothing to go on with.");
            return Exit.NOT_AS_IT_SHOULD;
        }
        // A bridge that runs keeps the last good mapping, and would send everything by what was just to be mended.
        Mapping.load(settings.get(Keys.MAPPING_FILE));
        return FolderLock.holder(settings.get(Keys.DATA_DIR)).isPresent()
                ? resumeBeside(settings, batch)
                : resumeAlone(batch);
    }

    private int resumeBeside(Settings settings, Batch batch) throws Exception {
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            resume(ledger, batch);
            if (!wait) {
                tell(
                        batch,
                        "goes on; the bridge that runs works on it. To look: "
                                + configuration.commandLine("status --watch --batch " + BatchNames.shortName(batch)));
                return Exit.FINE;
            }
            return StopHook.guard(
                    Exit.INTERRUPTED,
                    () -> Interruption.tell(spec.commandLine().getErr()),
                    () -> follow(ledger, batch, new BridgeAbsence(settings)));
        }
    }

    private int resumeAlone(Batch batch) throws Exception {
        OwnBridge bridge = new OwnBridge(
                configuration,
                routes,
                batch.upstream() == Upstream.SANDBOX,
                spec.commandLine().getErr());
        return bridge.guard(() -> bridge.run(ledger -> {
            resume(ledger, batch);
            return follow(ledger, batch, List::of);
        }));
    }

    /** One that is running already only needs somebody to work on it. */
    private void resume(Ledger ledger, Batch batch) {
        ledger.batchControl().resume(batch.id(), reason.order());
    }

    private int follow(Ledger ledger, Batch batch, Supplier<List<String>> hindrances) throws InterruptedException {
        BatchFigures end = new BatchFollower(
                        ledger, true, hindrances, spec.commandLine().getErr())
                .follow(batch.id(), OptionalLong.empty());
        return new BatchEnd(spec.commandLine().getOut()).tell(batch.name(), end) ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
    }

    private void tell(Batch batch, String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(batch.name() + ", batch " + BatchNames.shortName(batch) + ", " + sentence));
        out.flush();
    }
}
