package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.door.file.BatchFile;
import io.ticketbridge.door.file.Columns;
import io.ticketbridge.door.file.ColumnsInForce;
import io.ticketbridge.door.file.DryRun;
import io.ticketbridge.door.file.ForeseenBatch;
import io.ticketbridge.door.file.NotCarried;
import io.ticketbridge.door.file.Survey;
import io.ticketbridge.door.file.UnusableFileException;
import io.ticketbridge.engine.LedgerLocation;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.Preview;
import io.ticketbridge.ledger.ReadOnlyLedger;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** Says what would become of each row of files, what cannot be carried over, and how long it would take. */
final class DryRunReport {

    private final Settings settings;
    private final Upstream mainUpstream;
    private final Admission admission;
    private final ImportChoices choices;
    private final PrintWriter out;
    private final PrintWriter err;

    DryRunReport(Settings settings, Upstream mainUpstream, ImportChoices choices, CommandLine command) {
        this.settings = settings;
        this.mainUpstream = mainUpstream;
        this.choices = choices;
        this.admission = FileAdmission.of(settings, mainUpstream);
        this.out = command.getOut();
        this.err = command.getErr();
    }

    /** @return the exit code */
    int read(List<Path> files) throws IOException {
        Optional<ReadOnlyLedger> ledger = ledger();
        try {
            Optional<Batch> corrects = corrected(ledger);
            int exitCode = choices.corrects().isPresent() && corrects.isEmpty() ? Exit.UNUSABLE : Exit.FINE;
            for (Path file : exitCode == Exit.FINE ? files : List.<Path>of()) {
                exitCode = Math.max(exitCode, read(file, corrects, ledger));
            }
            return exitCode;
        } finally {
            ledger.ifPresent(ReadOnlyLedger::close);
        }
    }

    /** @throws UnusableException when it is not at rest, as the import would */
    private Optional<Batch> corrected(Optional<ReadOnlyLedger> ledger) {
        Optional<Batch> corrects = choices.corrects()
                .flatMap(name -> BatchChoice.find(
                        wanted -> ledger.map(known -> known.named(wanted)).orElse(List.of()), name, err));
        corrects.ifPresent(
                batch -> CorrectedBatch.mustRest(batch, ledger.orElseThrow().sums(batch.id())));
        return corrects;
    }

    /** A dry run goes on without a ledger, and says so. */
    private Optional<ReadOnlyLedger> ledger() {
        try {
            return ReadOnlyLedger.open(LedgerLocation.of(settings));
        } catch (LedgerUnavailableException e) {
            err.println(Printable.of("ticketbridge: " + e.getMessage()
                    + " This dry run does not know which rows are in the ledger already."));
            err.flush();
            return Optional.empty();
        }
    }

    private int read(Path file, Optional<Batch> corrects, Optional<ReadOnlyLedger> ledger) throws IOException {
        try {
            BatchFile identified = BatchFile.identify(file.toRealPath());
            Function<String, Optional<Batch>> known = id -> ledger.flatMap(batches -> batches.batch(id));
            Columns columns = columns(file, identified, corrects, ledger);
            corrects.ifPresent(batch -> CorrectedBatch.mustHaveKey(batch, columns));
            String id = identified.batch(mainUpstream, choices.order(columns, corrects), known);
            Optional<Batch> same = known.apply(id).filter(DryRunReport::isTaken);
            if (same.isPresent()) {
                return tellOfRepeat(file, same.get(), ledger.orElseThrow());
            }
            return tellOfRows(file, identified, columns, batch(id, corrects, ledger), ledger);
        } catch (UnusableFileException e) {
            err.println("ticketbridge: " + Printable.of(file + ": " + e.getMessage()));
            return Exit.UNUSABLE;
        } catch (NoSuchFileException e) {
            err.println("ticketbridge: " + Printable.of(file + " does not exist."));
            return Exit.UNUSABLE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** One that was broken off goes on with its next row. */
    private static boolean isTaken(Batch batch) {
        boolean changed = batch.failure()
                .filter(reason -> reason.code().equals("Changed"))
                .isPresent();
        return !batch.state().equals("reading") && !changed;
    }

    private int tellOfRepeat(Path file, Batch same, ReadOnlyLedger ledger) {
        tell(file + " rows 1-" + same.rows() + ": already in the ledger: the whole file is batch " + same.id() + " ("
                + same.name() + ", begun " + same.started() + ": "
                + ledger.sums(same.id()).inWords() + ")");
        tell(file + ": " + same.rows() + " rows, none would be sent; nothing was taken");
        return Exit.FINE;
    }

    private static ForeseenBatch batch(String id, Optional<Batch> corrects, Optional<ReadOnlyLedger> ledger) {
        return corrects.isEmpty()
                ? ForeseenBatch.alone(id)
                : new ForeseenBatch(
                        id, ledger.orElseThrow().corrected(corrects.get().id()), ledger.orElseThrow()::keys);
    }

    private int tellOfRows(
            Path file, BatchFile identified, Columns columns, ForeseenBatch batch, Optional<ReadOnlyLedger> ledger)
            throws IOException {
        Preview preview =
                ledger.map(known -> known.preview(batch.id(), batch.corrects())).orElseGet(Preview::ofEmptyLedger);
        FateLines lines = new FateLines(line -> tell(file + " " + line));
        Survey survey;
        try {
            survey = new DryRun(admission, columns, preview).read(identified, batch, lines);
        } catch (UnusableFileException e) {
            tellWhatIsNotCarried(file, identified, columns);
            throw e;
        }
        lines.end();
        tellWhatIsNotCarried(file, identified, columns);
        if (preview.isForgetful()) {
            tell(file + ": has so many names that repeats within the file are told of the first only");
        }
        new SurveySummary(new HowLong(settings, upstream -> ledger.flatMap(known -> known.meanAnswerTime(upstream))))
                .of(survey)
                .forEach(line -> tell(file + ": " + line));
        tell(file + ": " + survey.rows() + " rows, " + survey.valid() + " valid, " + survey.invalid()
                + " not; nothing was taken");
        if (survey.broken().isPresent()) {
            err.println("ticketbridge: "
                    + Printable.of(file + ": After row " + survey.rows() + " nothing more can be read: "
                            + survey.broken().get().text()));
            return Exit.UNUSABLE;
        }
        return survey.toBeSent()
                                + survey.fates().getOrDefault(Survey.Fate.KNOWN, 0L)
                                + survey.fates().getOrDefault(Survey.Fate.REPEAT, 0L)
                        == survey.rows()
                ? Exit.FINE
                : Exit.NOT_AS_IT_SHOULD;
    }

    private void tellWhatIsNotCarried(Path file, BatchFile identified, Columns columns) throws IOException {
        NotCarried.of(identified, columns).forEach(sentence -> tell(file + ": " + sentence));
    }

    /** A batch that was broken off goes on by the columns with which it was begun. */
    private Columns columns(Path file, BatchFile identified, Optional<Batch> corrects, Optional<ReadOnlyLedger> ledger)
            throws IOException {
        boolean ordinary = corrects.isEmpty() && choices.again().isEmpty();
        Optional<Batch> begun =
                ledger.filter(known -> ordinary).flatMap(known -> known.batch(identified.batch(mainUpstream)));
        ColumnsInForce inForce = new ColumnsInForce(key -> ledger.flatMap(known -> known.batchOfTicket(key)));
        return begun.isPresent()
                ? ColumnsInForce.of(begun.get())
                : choices.columns().of(file, inForce, corrects);
    }

    private void tell(String line) {
        out.println(Printable.of(line));
    }
}
