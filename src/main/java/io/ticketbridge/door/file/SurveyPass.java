package io.ticketbridge.door.file;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Reads a file as the door would, and takes nothing. */
final class SurveyPass {

    private static final String NO_BATCH = "survey";

    private final Admission admission;
    private final LongPredicate settled;

    SurveyPass(Admission admission, LongPredicate settled) {
        this.admission = admission;
        this.settled = settled;
    }

    Survey over(Path file) throws IOException {
        BatchFile identified = BatchFile.identify(file.toRealPath());
        SurveyCounts counts = new SurveyCounts();
        try (FileReading reading =
                new FileReading(file, NO_BATCH, OpenRows.of(identified), Optional.empty(), () -> false)) {
            while (reading.hasNext()) {
                reading.next().tickets().forEach(ticket -> add(counts, ticket));
            }
            return new Survey(identified, counts, reading.broken());
        }
    }

    private void add(SurveyCounts counts, IncomingTicket ticket) {
        long row = ticket.row().map(BatchRow::row).orElseThrow();
        Submission submission = admission.check(ticket).submission().orElseThrow();
        submission
                .rejection()
                .ifPresentOrElse(
                        reason -> counts.addInvalid(row, reason),
                        () -> counts.addValid(row, submission, ticket.fields(), !settled.test(row)));
    }
}
