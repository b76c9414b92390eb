package io.ticketbridge.door.file;

import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Which columns apply to a file. Thread-safe. */
public final class ColumnsInForce {

    /** More rows without a key say that none has one. */
    private static final int MOST_ROWS = 100;

    private final Function<String, Optional<Batches.Batch>> batchOfTicket;

    public ColumnsInForce(Ledger ledger) {
        this(key -> ledger.inspection()
                .find(key)
                .flatMap(Intent::row)
                .map(BatchRow::batch)
                .flatMap(ledger.batches()::find));
    }

    /** @param batchOfTicket by ticket key */
    public ColumnsInForce(Function<String, Optional<Batches.Batch>> batchOfTicket) {
        this.batchOfTicket = batchOfTicket;
    }

    /** Those with which the batch was begun: what lies beside its file says nothing any more. */
    public static Columns of(Batches.Batch batch) {
        return Columns.ofOrder(batch.columns());
    }

    /**
     * Of a file that begins a batch: its columns file, else, for rejected rows that were dropped again, the columns of
     * the batch that the first of them is of.
     *
     * @throws UnusableFileException when the columns file is wrong, or the file no file of tickets
     */
    public Columns of(Path file) throws IOException {
        return of(file, BatchFile.identify(file.toRealPath()));
    }

    Columns of(Path file, BatchFile identified) throws IOException {
        Optional<Columns> beside = ColumnsSidecar.read(file);
        return beside.isPresent() ? beside.get() : ofCorrected(identified);
    }

    private Columns ofCorrected(BatchFile file) throws IOException {
        return firstKey(file).flatMap(batchOfTicket).map(ColumnsInForce::of).orElse(Columns.NONE);
    }

    private static Optional<String> firstKey(BatchFile file) throws IOException {
        Columns any = Columns.NONE.withUnknown(Optional.of(Columns.Unknown.IGNORE));
        try (OpenRows rows = OpenRows.open(file, any)) {
            Optional<FileRow> row = rows.next();
            for (int n = 1;
                    n < MOST_ROWS && row.isPresent() && row.get().corrects().isEmpty();
                    n++) {
                row = rows.next();
            }
            return row.flatMap(FileRow::corrects);
        } catch (UnusableFileException e) {
            return Optional.empty(); // its reading will say what is wrong
        }
    }
}
