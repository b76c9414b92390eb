package io.ticketbridge.door.file;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Inspection;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/** Chooses the rows of a large dropped file that go first, while the others wait for a person. Thread-safe. */
final class FirstSample {

    /** A file with more rows begins with a sample; as {@code import} has it. */
    private static final long LARGE = 1_000;

    private final Inspection inspection;
    private final Admission admission;
    private final long rows;

    /** @param rows of a sample; 0 = none */
    FirstSample(Inspection inspection, Admission admission, long rows) {
        this.inspection = inspection;
        this.admission = admission;
        this.rows = rows;
    }

    /**
     * Reads the whole file.
     *
     * @param batch that it will be
     * @return empty when all of it may go at once
     */
    SortedSet<Long> of(BatchFile file, Columns columns, String batch) throws IOException {
        if (rows == 0) {
            return Collections.emptySortedSet();
        }
        Survey survey =
                Survey.of(file, columns, admission, inspection.preview(batch, List.of()), ForeseenBatch.alone(batch));
        if (survey.rows() <= LARGE) {
            return Collections.emptySortedSet();
        }
        SortedSet<Long> first = survey.first((int) Math.min(rows, Integer.MAX_VALUE));
        return first.size() < survey.toBeSent() ? first : Collections.emptySortedSet();
    }
}
