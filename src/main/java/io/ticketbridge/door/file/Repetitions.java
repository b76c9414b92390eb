package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Upstream;
import java.nio.file.Path;
import java.util.Optional;

/** Batches of files whose bytes were taken before: {@code #2}, {@code #3}, … of the batch they repeat. */
final class Repetitions {

    private final Batches batches;
    private final Upstream upstream;

    Repetitions(Batches batches, Upstream upstream) {
        this.batches = batches;
        this.upstream = upstream;
    }

    /**
     * Begins the file's own batch, with no rows of its own. Of equal files that come in one moment, several see the
     * same number free; the ledger gives it to one of them, and the others take the next.
     *
     * @param columns that came with the file, where they are others than those of the batch it repeats
     */
    Batches.Batch begin(Path file, Batches.Batch repeated, Optional<Columns> columns) {
        Batches.Order order = Batches.Order.NONE.withColumns(columns.flatMap(Columns::ordered));
        for (int n = 2; ; n++) {
            String id = repeated.id() + "#" + n;
            if (batches.find(id).isEmpty()) {
                Batches.Batch begun = batches.begin(
                        id,
                        file.getFileName().toString(),
                        file.toString(),
                        upstream,
                        Optional.of(repeated.id()),
                        order);
                if (begun.path().equals(file.toString())) {
                    batches.readToEnd(id);
                    return begun;
                }
            }
        }
    }
}
