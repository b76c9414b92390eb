package io.ticketbridge.door.file;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code NAME.report.csv}. The sums are counted while the rows are written, so that the two agree even while rows move.
 * A repeated file has the rows of the batch it repeats, all of them duplicates.
 */
final class BatchReport {

    private static final List<String> HEADER = List.of("row", "key", "state", "ticket_id", "reason");
    private static final String DUPLICATE = "duplicate";
    private static final String PARKED = "parked";

    private final Batches batches;
    private final Batches.Batch batch;
    private final Map<String, Long> counts = new HashMap<>();

    BatchReport(Batches batches, Batches.Batch batch) {
        this.batches = batches;
        this.batch = batch;
    }

    void writeTo(Writer writer) throws IOException {
        counts.clear();
        CsvWriter csv = new CsvWriter(writer);
        csv.write(HEADER);
        try {
            batches.forEachRow(batch.repeats().orElse(batch.id()), row -> write(csv, row));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** No column says where a reason was marked against formulas: nobody reads a report in again. */
    private void write(CsvWriter csv, Batches.Row row) {
        Intent intent = row.intent().orElse(null);
        String state = batch.repeats().isPresent() ? DUPLICATE : row.state();
        counts.merge(state, 1L, Long::sum);
        if (state.equals("unknown") && intent != null && intent.parked()) {
            counts.merge(PARKED, 1L, Long::sum);
        }
        try {
            csv.write(List.of(
                    Long.toString(row.row()),
                    row.key().orElse(""),
                    state,
                    intent == null || intent.ticketId().isEmpty()
                            ? ""
                            : Long.toString(intent.ticketId().getAsLong()),
                    FormulaGuard.escape(row.reason().map(Reason::text).orElse(""))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the rows that were written last. */
    BatchSums sums() {
        long parked = count(PARKED);
        return new BatchSums(
                counts.values().stream().mapToLong(Long::longValue).sum() - parked,
                count("delivered"),
                count("rejected"),
                count(DUPLICATE),
                count("accepted") + count("sending") + count("waiting"),
                count("unknown"),
                count("dead"),
                parked);
    }

    private long count(String state) {
        return counts.getOrDefault(state, 0L);
    }
}
