package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.TicketLink;
import io.ticketbridge.door.file.BatchImport;
import io.ticketbridge.door.file.UnusableFileException;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Takes files from a look at each to where the command waits for, and remembers what did not go well. */
final class ImportFlow {

    private final Settings settings;
    private final Upstream upstream;
    private final ImportChoices choices;
    private final ConfigurationOptions configuration;
    private final PrintWriter out;
    private final PrintWriter err;

    private int exitCode = Exit.FINE;

    ImportFlow(
            Settings settings,
            Upstream upstream,
            ImportChoices choices,
            ConfigurationOptions configuration,
            PrintWriter out,
            PrintWriter err) {
        this.settings = settings;
        this.upstream = upstream;
        this.choices = choices;
        this.configuration = configuration;
        this.out = out;
        this.err = err;
    }

    /** A file that is a batch now. */
    record Handed(Path file, String batch, OptionalLong rows) {}

    /** Looks at every file, and hands over when nothing stands against any. */
    List<Handed> hand(Ledger ledger, List<Path> files) throws IOException {
        Optional<Batch> corrects = corrected(ledger.batches());
        if (choices.corrects().isPresent() && corrects.isEmpty()) {
            worse(Exit.UNUSABLE);
            return List.of();
        }
        List<PlannedFile> planned = plan(ledger, files, corrects);
        BatchImport door = new BatchImport(settings.get(Keys.INBOX_DIR), upstream);
        List<Handed> handed = new ArrayList<>();
        for (PlannedFile plan : planned) {
            if (plan.hasEnded()) {
                tellThatItEnded(plan.file(), plan.known().orElseThrow());
            }
            try {
                String batch = plan.isTaken()
                        ? plan.known().orElseThrow().id()
                        : batchOf(door.hand(plan.file(), ledger.batches(), plan.order()), plan, ledger.batches());
                handed.add(new Handed(plan.file(), batch, plan.rows()));
            } catch (UnusableFileException e) { // it was changed or taken away since it was looked at
                worse(Exit.UNUSABLE);
                tell(plan.file(), e.getMessage());
            }
        }
        return handed;
    }

    private String batchOf(BatchImport.Handed handed, PlannedFile plan, Batches batches) {
        if (!handed.own()) {
            Batch known = batches.find(handed.batch()).orElseThrow();
            tell(
                    plan.file(),
                    "was handed over before as batch " + BatchNames.shortName(known) + " (" + BatchNames.stage(known)
                            + "), and this is that batch; nothing of it is taken twice."
                            + plan.order()
                                    .again()
                                    .map(why -> " To send the tickets once more, run this again when it has ended.")
                                    .orElse(""));
        }
        return handed.batch();
    }

    private void tellThatItEnded(Path file, Batch known) {
        String name = BatchNames.shortName(known);
        tell(
                file,
                "was taken before as batch " + name + " (" + BatchNames.stage(known)
                        + "); nothing of it is taken again. A corrected file: --corrects " + name
                        + "; the same tickets once more: --again --reason WHY.");
    }

    private Optional<Batch> corrected(Batches batches) {
        Optional<Batch> corrects = choices.corrects().flatMap(name -> BatchChoice.find(batches::named, name, err));
        corrects.ifPresent(batch -> CorrectedBatch.mustRest(batch, batches.sums(batch.id())));
        return corrects;
    }

    private List<PlannedFile> plan(Ledger ledger, List<Path> files, Optional<Batch> corrects) throws IOException {
        ImportPlanner planner = new ImportPlanner(ledger, settings, upstream, choices, err);
        List<PlannedFile> planned = new ArrayList<>();
        for (Path file : files) {
            try {
                planner.plan(file, corrects).ifPresentOrElse(planned::add, () -> worse(Exit.NOT_AS_IT_SHOULD));
            } catch (UnusableFileException e) {
                worse(Exit.UNUSABLE);
                tell(file, e.getMessage());
            }
        }
        return planned;
    }

    /**
     * Follows each batch and says how it stands.
     *
     * @param untilRest until every row rests; otherwise until every row is in the ledger
     * @param delivered whether a row must be delivered to have gone well; otherwise accepted is enough
     * @param hindrances what can hold the batches up, besides the gates
     */
    int follow(
            Ledger ledger, List<Handed> handed, boolean untilRest, boolean delivered, Supplier<List<String>> hindrances)
            throws InterruptedException {
        BatchFollower follower = new BatchFollower(ledger, untilRest, hindrances, err);
        TicketLink links = new TicketLink(settings.find(Keys.SOCIALBOARDS_COMMUNITY));
        for (Handed batch : handed) {
            BatchFigures end = follower.follow(batch.batch(), batch.rows());
            boolean allDelivered = new BatchEnd(out).tell(batch.file().toString(), end);
            if (end.paused()) {
                new SampleReport(ledger, links, configuration, out).print(end.batch());
            }
            if (!(delivered ? allDelivered : BatchEnd.accepted(end))) {
                worse(Exit.NOT_AS_IT_SHOULD);
            }
        }
        return exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    private void worse(int code) {
        exitCode = Math.max(exitCode, code);
    }

    private void tell(Path file, String sentence) {
        err.println("ticketbridge: " + Printable.of(file + ": " + sentence));
        err.flush();
    }
}
