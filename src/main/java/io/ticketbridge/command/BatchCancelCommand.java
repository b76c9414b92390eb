package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.BatchControl;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batch cancel}. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Stops one batch for good: every row of it that was not sent becomes rejected, with the reason Cancelled. What is"
                    + " in Socialboards stays there, and what may be there is still looked for. Asks first. Safe to"
                    + " interrupt: the batch is cancelled with the first step, and the bridge, or this command run again,"
                    + " finishes it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge batch cancel tickets.csv --reason \"wrong file\"",
            "  ticketbridge batch cancel 3f2a91c0d4e5 --yes                  asks nothing, for jobs",
            "  ticketbridge import corrected.csv --corrects 3f2a91c0d4e5     afterwards: sends what was not sent",
            "",
            "Exit code: 0 it is cancelled, 1 it cannot be, was not agreed to, or there is no such batch, 2 nobody to ask and",
            "no --yes, unusable configuration or ledger; 130 interrupted."
        })
final class BatchCancelCommand implements Callable<Integer> {

    private static final int AT_ONCE = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchChoice choice;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() throws Exception {
        Settings settings = configuration.load().settings();
        PrintWriter err = spec.commandLine().getErr();
        return StopHook.guard(
                Exit.INTERRUPTED, () -> Interruption.tell(err), () -> LedgerAccess.read(settings, this::cancel)
                        .orElseGet(() -> choice.none(err)));
    }

    private int cancel(Ledger ledger) {
        Batches batches = ledger.batches();
        Optional<Batch> found = choice.find(batches, spec.commandLine().getErr());
        if (found.isEmpty()) {
            return Exit.NOT_AS_IT_SHOULD;
        }
        Batch batch = found.get();
        if (batch.control() != Control.CANCELLED) {
            if (batch.finished().isPresent()) {
                return tell(batch, "is " + BatchNames.stage(batch) + ": nothing of it is left to cancel.", false);
            }
            if (!isAgreedTo(batch, batches.sums(batch.id()))) {
                return tell(batch, "goes on as before.", false);
            }
            ledger.batchControl().cancel(batch.id(), reason.order());
        }
        long rejected = rejectAll(ledger, batch);
        BatchSums sums = batches.sums(batch.id());
        return tell(
                batch,
                "is cancelled: " + rejected + " rows were rejected now; " + SumsInWords.all(sums)
                        + ". A corrected file: "
                        + configuration.commandLine("import FILE --corrects " + BatchNames.shortName(batch)),
                true);
    }

    private boolean isAgreedTo(Batch batch, BatchSums sums) {
        Consent consent = Consent.atTerminal(yes);
        consent.require(batch.name() + ", batch " + BatchNames.shortName(batch) + ": " + sums.waiting()
                + " rows that were not sent would be rejected for good; say so with --yes, for there is no terminal to"
                + " ask.");
        return consent.to(question(batch, sums));
    }

    private static String question(Batch batch, BatchSums sums) {
        return "Cancel " + batch.name() + ", batch " + BatchNames.shortName(batch) + "? " + sums.waiting()
                + " rows that were not sent will be rejected for good"
                + (batch.state().equals("reading") ? ", and its file is read no further" : "") + "; "
                + sums.delivered() + " are delivered and stay.";
    }

    private static long rejectAll(Ledger ledger, Batch batch) {
        BatchControl control = ledger.batchControl();
        long all = ledger.batches().sums(batch.id()).waiting();
        try (ProgressBar bar = Terminal.isThere()
                ? new ProgressBarBuilder()
                        .setConsumer(ProgressBarView.consumer())
                        .setTaskName("Cancelling")
                        .setInitialMax(all)
                        .build()
                : null) {
            long rejected = 0;
            for (int some = control.rejectCancelled(batch.id(), AT_ONCE);
                    some > 0;
                    some = control.rejectCancelled(batch.id(), AT_ONCE)) {
                rejected += some;
                if (bar != null) {
                    bar.stepTo(rejected);
                }
            }
            return rejected;
        }
    }

    private int tell(Batch batch, String sentence, boolean well) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(batch.name() + ", batch " + BatchNames.shortName(batch) + ", " + sentence));
        out.flush();
        return well ? Exit.FINE : Exit.NOT_AS_IT_SHOULD;
    }
}
