package io.ticketbridge.command;

import io.ticketbridge.configuration.Settings;
import io.ticketbridge.door.file.BatchFile;
import io.ticketbridge.door.file.Columns;
import io.ticketbridge.door.file.ColumnsInForce;
import io.ticketbridge.door.file.ForeseenBatch;
import io.ticketbridge.door.file.Survey;
import io.ticketbridge.door.file.UnusableFileException;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Order;
import io.ticketbridge.ledger.Inspection;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Preview;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;

/** Looks at a file before anything of it is taken, and asks where its size is worth a question. */
final class ImportPlanner {

    private static final long SLOW_TO_READ = 20L << 20;

    private final Batches batches;
    private final Inspection inspection;
    private final ColumnsInForce columnsInForce;
    private final Admission admission;
    private final SurveySummary summary;
    private final Upstream upstream;
    private final ImportChoices choices;
    private final PrintWriter err;

    ImportPlanner(Ledger ledger, Settings settings, Upstream upstream, ImportChoices choices, PrintWriter err) {
        this.batches = ledger.batches();
        this.columnsInForce = new ColumnsInForce(ledger);
        this.inspection = ledger.inspection();
        this.admission = FileAdmission.of(settings, upstream);
        this.summary = new SurveySummary(new HowLong(settings, inspection::meanAnswerTime));
        this.upstream = upstream;
        this.choices = choices;
        this.err = err;
    }

    /**
     * @param corrects the batch that the file corrects
     * @return empty when a person said no
     * @throws UnusableFileException when it is no file of tickets
     * @throws UnusableException when it cannot be taken in the way that was asked for, or nobody is there to ask
     */
    Optional<PlannedFile> plan(Path file, Optional<Batch> corrects) throws IOException {
        if (!Files.exists(file)) {
            throw new UnusableFileException("NoSuchFile", "The file does not exist.");
        }
        if (corrects.isEmpty() && choices.again().isEmpty()) {
            Optional<Batch> known =
                    batches.find(BatchFile.identify(file.toRealPath()).batch(upstream));
            if (known.isPresent()) {
                refuseOtherColumns(file, known.get());
                return Optional.of(new PlannedFile(file, known, OptionalLong.empty(), Order.NONE));
            }
        }
        if (Files.size(file) > SLOW_TO_READ) {
            err.println(Printable.of("Looking through " + file + " first; nothing of it is taken yet."));
            err.flush();
        }
        Columns columns = choices.columns().of(file, columnsInForce, corrects);
        corrects.ifPresent(batch -> CorrectedBatch.mustHaveKey(batch, columns));
        Survey survey = survey(file, columns, corrects);
        refuseBroken(survey);
        SortedSet<Long> first = first(survey);
        if (choices.isLarge(survey.rows()) && !isAgreedTo(file, survey, first)) {
            return Optional.empty();
        }
        Order order = choices.order(columns, corrects).withFirst(first);
        return Optional.of(new PlannedFile(file, Optional.empty(), OptionalLong.of(survey.rows()), order));
    }

    /** What was taken was read by the columns of then: silently, other ones would change nothing. */
    private void refuseOtherColumns(Path file, Batch known) throws IOException {
        if (choices.columns().areOtherThan(ColumnsInForce.of(known), file)) {
            String name = BatchNames.shortName(known);
            throw new UnusableFileException(
                    "OtherColumns",
                    "It was taken before as batch " + name + " (" + BatchNames.stage(known)
                            + "), with other columns; to send by these what is not delivered, add --corrects " + name
                            + (known.finished().isPresent() ? "." : " once that batch rests or is cancelled."));
        }
    }

    private Survey survey(Path file, Columns columns, Optional<Batch> corrects) throws IOException {
        BatchFile identified = BatchFile.identify(file.toRealPath());
        Order order = choices.order(columns, corrects);
        ForeseenBatch batch = new ForeseenBatch(
                identified.batch(upstream, order, batches::find),
                corrects.map(corrected -> inspection.corrected(corrected.id())).orElse(List.of()),
                inspection::keys);
        Preview preview = inspection.preview(batch.id(), batch.corrects());
        return Survey.of(identified, columns, admission, preview, batch);
    }

    /** A drop can only take the rows before the break; here somebody is there to mend the file first. */
    private static void refuseBroken(Survey survey) {
        survey.broken().ifPresent(reason -> {
            throw new UnusableFileException(
                    reason.code(),
                    "After row " + survey.rows() + " nothing more can be read: " + reason.text()
                            + " Nothing of the file was taken; correct it and import it again.");
        });
    }

    /** A sample that is the whole file needs no pause after it. */
    private SortedSet<Long> first(Survey survey) {
        OptionalInt wanted = choices.sample(survey.rows());
        if (wanted.isEmpty()) {
            return Collections.emptySortedSet();
        }
        SortedSet<Long> sample = survey.first(wanted.getAsInt());
        return sample.size() < survey.toBeSent() ? sample : Collections.emptySortedSet();
    }

    private boolean isAgreedTo(Path file, Survey survey, SortedSet<Long> first) {
        Consent consent = Consent.atTerminal(choices.yes());
        consent.require(file + " has " + SurveySummary.count(survey.rows())
                + " rows, and above 1,000 an import needs --yes when there is no terminal to ask.");
        summary.of(survey).forEach(line -> err.println(Printable.of(file + ": " + line)));
        err.flush();
        return consent.to(question(file, survey, first));
    }

    private static String question(Path file, Survey survey, SortedSet<Long> first) {
        return "Import " + file + "? " + SurveySummary.count(survey.rows()) + " rows; "
                + (first.isEmpty()
                        ? "all of them are sent at once."
                        : "a sample of " + first.size() + " is sent first, and the others wait.");
    }
}
