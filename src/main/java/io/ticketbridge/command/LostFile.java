package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches.Batch;
import io.ticketbridge.ledger.Batches.Control;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A batch whose file is gone before it was read to its end: nothing more of it comes without a person. */
final class LostFile {

    private LostFile() {}

    /** What is wrong and what to do, in a sentence. */
    static Optional<String> of(Batch batch) {
        boolean lost = batch.state().equals("reading")
                && batch.control() != Control.CANCELLED
                && Files.notExists(Path.of(batch.path()), LinkOption.NOFOLLOW_LINKS);
        return lost
                ? Optional.of("its file is gone from " + batch.path() + " after row " + batch.rows()
                        + ": drop or import the same file again to go on, or batch cancel "
                        + BatchNames.shortName(batch))
                : Optional.empty();
    }
}
