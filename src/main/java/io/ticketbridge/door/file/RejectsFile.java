package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rejected rows of a batch, to be corrected and dropped again. Read again from the file, twice: first for the
 * columns they have together.
 */
final class RejectsFile {

    private static final String REJECTED = "rejected";

    private final Batches batches;
    private final String batch;
    private final Path file;
    private final Columns columns;
    private final RejectedRow rejected;

    /** @param columns by which the file was read */
    RejectsFile(Batches batches, String batch, Path file, Columns columns) {
        this.batches = batches;
        this.batch = batch;
        this.file = file;
        this.columns = columns;
        this.rejected = new RejectedRow(columns);
    }

    void write(Writer writer) throws IOException {
        BatchFile identified = BatchFile.identify(file);
        RejectsTable table = new RejectsTable();
        forEachRejected(identified, table::survey);
        table.begin(writer);
        forEachRejected(identified, table::write);
    }

    private void forEachRejected(BatchFile identified, Consumer<Map<String, String>> consumer) throws IOException {
        try (OpenRows rows = OpenRows.open(identified, columns)) {
            batches.forEachRow(batch, taken -> {
                FileRow row = next(rows).orElseThrow(OpenRows::changed);
                if (taken.state().equals(REJECTED)) {
                    consumer.accept(rejected.cells(row, taken));
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<FileRow> next(OpenRows rows) {
        try {
            return rows.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
