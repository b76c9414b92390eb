package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** What the ledger holds of one batch. A repeated file has the rows of the batch it repeats, all of them duplicates. */
final class BatchReport {

    private static final List<String> HEADER = List.of("row", "key", "state", "ticket_id", "reason");
    private static final String DUPLICATE = "duplicate";

    private final Batches batches;
    private final Batches.Batch batch;
    private final Batches.Sums sums;

    BatchReport(Batches batches, Batches.Batch batch) {
        this.batches = batches;
        this.batch = batch;
        this.sums = batch.repeats()
                .map(original -> duplicates(batches.sums(original).rows()))
                .orElseGet(() -> batches.sums(batch.id()));
    }

    private static Batches.Sums duplicates(long rows) {
        return new Batches.Sums(rows, 0, 0, rows, 0, 0, 0, 0);
    }

    Batches.Sums sums() {
        return sums;
    }

    boolean hasRejects() {
        return sums.rejected() > 0;
    }

    /** The rows as {@code NAME.report.csv}. */
    void writeRows(Writer writer) throws IOException {
        CsvWriter csv = new CsvWriter(writer);
        csv.write(HEADER);
        try {
            batches.forEachRow(batch.repeats().orElse(batch.id()), row -> write(csv, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(CsvWriter csv, Batches.Row row) {
        Intent intent = row.intent().orElse(null);
        try {
            csv.write(List.of(
                    Long.toString(row.row()),
                    row.key().orElse(""),
                    batch.repeats().isPresent() ? DUPLICATE : row.state(),
                    intent == null || intent.ticketId().isEmpty()
                            ? ""
                            : Long.toString(intent.ticketId().getAsLong()),
                    FormulaGuard.escape(row.reason().map(Reason::text).orElse(""))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
