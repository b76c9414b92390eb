package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import io.ticketbridge.ledger.Batches.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of an import, and how it is to be taken.
 *
 * @param known the batch that it is already
 * @param rows where it has been counted
 */
record PlannedFile(Path file, Optional<Batch> known, OptionalLong rows, Order order) {

    /** Nothing of it is to be taken any more. */
    boolean hasEnded() {
        return known.filter(batch -> batch.state().equals("done") || batch.control() == Control.CANCELLED)
                .isPresent();
    }

    /** The bridge has its bytes, all of them or as a file it will read. */
    boolean isTaken() {
        return hasEnded()
                || known.filter(batch -> batch.finished().isEmpty()
                                && (!batch.state().equals("reading") || Files.exists(Path.of(batch.path()))))
                        .isPresent();
    }
}
