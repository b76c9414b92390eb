package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A batch that a file would be, for who only looks.
 *
 * @param id that it would have
 * @param corrects the batches that it would correct, the last first
 * @param keys the tickets at rows of these, as {@link Batches#keys} gives them
 */
public record ForeseenBatch(
        String id, List<String> corrects, BiFunction<List<String>, Collection<Long>, Map<Long, String>> keys)
        implements TakenBatch {

    public ForeseenBatch {
        corrects = List.copyOf(corrects);
    }

    /** One that corrects none. */
    public static ForeseenBatch alone(String id) {
        return new ForeseenBatch(id, List.of(), (batches, rows) -> Map.of());
    }

    @Override
    public Optional<Batches.Position> position() {
        return Optional.empty();
    }

    @Override
    public Set<Long> first() {
        return Set.of();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public String root() {
        return corrects.isEmpty() ? id : corrects.get(corrects.size() - 1);
    }

    @Override
    public Map<Long, String> corrected(Collection<Long> rows) {
        return corrects.isEmpty() ? Map.of() : keys.apply(corrects, rows);
    }
}
