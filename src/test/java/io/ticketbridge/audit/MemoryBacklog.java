package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A ledger's memory of one sink, which can be told to fail when something is to be marked. */
final class MemoryBacklog implements Backlog {

    final List<Event> pending = new ArrayList<>();
    /** What was pending once and is relayed. */
    final List<Event> relayed = new ArrayList<>();

    Optional<ChainEnd> end = Optional.empty();
    boolean refusesMarks;

    @Override
    public List<Event> pending(int limit) {
        return pending.stream().limit(limit).toList();
    }

    @Override
    public void relayed(Collection<Long> eventIds, ChainEnd newEnd) {
        if (refusesMarks) {
            throw new IllegalStateException("no marks now");
        }
        pending.stream().filter(event -> eventIds.contains(event.id())).forEach(relayed::add);
        pending.removeAll(relayed);
        end = Optional.of(newEnd);
    }

    @Override
    public Optional<ChainEnd> chainEnd() {
        return end;
    }
}
