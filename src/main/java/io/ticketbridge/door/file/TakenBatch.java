package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a reading must know of the batch that its rows belong to. */
interface TakenBatch {

    String id();

    /** How far it was read before. */
    Optional<Batches.Position> position();

    /** The rows of its first sample. */
    Set<Long> first();

    /** Whether no more of it is wanted. Asked before each chunk. */
    boolean isCancelled();

    /** The batch whose rows the positions of this one's rows name: its own, or the first that it corrects. */
    String root();

    /** The tickets that these rows correct, by row, where there are any. */
    Map<Long, String> corrected(Collection<Long> rows);

    /** A batch as the ledger has it. */
    static TakenBatch of(Batches ledger, Batches.Batch batch) {
        return new Known(
                ledger, batch.id(), ledger.position(batch.id()), ledger.first(batch.id()), ledger.corrected(batch));
    }

    /** @param corrects the batches that it corrects, the last first */
    record Known(Batches ledger, String id, Optional<Batches.Position> position, Set<Long> first, List<String> corrects)
            implements TakenBatch {

        @Override
        public boolean isCancelled() {
            return ledger.find(id)
                    .filter(batch -> batch.control() == Batches.Control.CANCELLED)
                    .isPresent();
        }

        @Override
        public String root() {
            return corrects.isEmpty() ? id : corrects.get(corrects.size() - 1);
        }

        @Override
        public Map<Long, String> corrected(Collection<Long> rows) {
            return corrects.isEmpty() ? Map.of() : ledger.keys(corrects, rows);
        }
    }
}
