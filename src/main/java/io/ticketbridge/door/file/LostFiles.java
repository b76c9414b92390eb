package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once of each file that it is gone from {@code taken/} before it was read to its end. Not thread-safe. */
final class LostFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LostFiles.class);

    private final Inbox inbox;
    /** Said at the second look only: an import registers its batch a moment before the file is there. */
    private final Set<String> missing = new HashSet<>();

    private final Set<String> told = new HashSet<>();

    LostFiles(Inbox inbox) {
        this.inbox = inbox;
    }

    /** @param open all batches that have not ended */
    void look(List<Batches.Batch> open) {
        List<Batches.Batch> lost = open.stream().filter(this::isLost).toList();
        List<String> ids = lost.stream().map(Batches.Batch::id).toList();
        lost.stream()
                .filter(batch -> missing.contains(batch.id()) && told.add(batch.id()))
                .forEach(batch -> LOG.warn(
                        "{} is gone from taken/ after row {} of batch {}: drop the same file again to go on, or cancel"
                                + " the batch",
                        TextForPeople.quoted(batch.name()),
                        batch.rows(),
                        batch.id()));
        told.retainAll(ids);
        missing.clear();
        missing.addAll(ids);
    }

    private boolean isLost(Batches.Batch batch) {
        Path file = Path.of(batch.path());
        return batch.state().equals("reading")
                && inbox.taken().equals(file.getParent())
                && Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
