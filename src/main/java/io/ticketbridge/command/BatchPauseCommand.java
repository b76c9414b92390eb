package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code batch pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Holds the rows of one batch back; nothing else is touched. What is under way is finished, and its rows are still"
                    + " taken into the ledger. Works whether the bridge runs or not.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge batch pause tickets.csv --reason \"wrong category\"",
            "",
            "Exit code: 0 it is paused, 1 it cannot be, or there is no such batch, 2 unusable configuration or ledger."
        })
final class BatchPauseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchChoice choice;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        Settings settings = configuration.load().settings();
        PrintWriter err = spec.commandLine().getErr();
        return LedgerAccess.read(settings, this::pause).orElseGet(() -> choice.none(err));
    }

    private int pause(Ledger ledger) {
        Optional<Batch> found = choice.find(ledger.batches(), spec.commandLine().getErr());
        if (found.isEmpty()) {
            return Exit.NOT_AS_IT_SHOULD;
        }
        Batch batch = found.get();
        if (ledger.batchControl().pause(batch.id(), reason.order())) {
            tell(
                    batch,
                    "is paused. What is under way is finished; the other rows wait. To go on: "
                            + configuration.commandLine("batch resume " + BatchNames.shortName(batch)));
            return Exit.FINE;
        }
        Batch now = ledger.batches().find(batch.id()).orElse(batch);
        boolean paused = now.control() == Control.PAUSED && now.finished().isEmpty();
        tell(batch, paused ? "is paused already." : "is " + BatchNames.stage(now) + ": there is nothing to pause.");
        return paused ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
    }

    private void tell(Batch batch, String sentence) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(batch.name() + ", batch " + BatchNames.shortName(batch) + ", " + sentence));
        out.flush();
    }
}
