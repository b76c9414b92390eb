package io.ticketbridge.door.file;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.Checked;
import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Forecast;
import io.ticketbridge.ledger.Preview;
import io.ticketbridge.ledger.Submission;
import java.io.IOException;
import java.util.List;

/** Reads a file as its door would, says what would become of each row, and takes nothing. In bounded memory. */
public final class DryRun {

    private final Admission admission;
    private final Columns columns;
    private final Preview preview;

    /** @param preview fresh: what it foretold before would count as taken */
    public DryRun(Admission admission, Columns columns, Preview preview) {
        this.admission = admission;
        this.columns = columns;
        this.preview = preview;
    }

    /** Is told of each row, in order. A {@link Forecast.Holder.Earlier} is the row of that number. */
    @FunctionalInterface
    public interface Fates {
        void row(long row, Submission submission, Forecast forecast);
    }

    /**
     * @param batch that the file would be
     * @throws UnusableFileException when the file is none of tickets
     */
    public Survey read(BatchFile file, ForeseenBatch batch, Fates fates) throws IOException {
        SurveyCounts counts = new SurveyCounts();
        try (FileReading reading = new FileReading(file.path(), batch, OpenRows.of(file, columns))) {
            while (reading.hasNext()) {
                read(reading.next().tickets(), counts, fates);
            }
            return new Survey(counts, reading.broken());
        }
    }

    private void read(List<IncomingTicket> tickets, SurveyCounts counts, Fates fates) {
        List<Checked> checked = tickets.stream().map(admission::check).toList();
        checked.forEach(row -> counts.ignored(row.ignoredFields()));
        List<Submission> submissions =
                checked.stream().map(row -> row.submission().orElseThrow()).toList();
        List<Forecast> forecasts = preview.next(submissions);
        for (int i = 0; i < tickets.size(); i++) {
            long row = tickets.get(i).row().map(BatchRow::row).orElseThrow();
            counts.add(row, submissions.get(i), forecasts.get(i), tickets.get(i).fields());
            fates.row(row, submissions.get(i), forecasts.get(i));
        }
    }
}
