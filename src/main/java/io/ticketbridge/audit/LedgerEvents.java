package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the ledger has the events that records tell. An event is committed before its record is written, and is never
 * deleted: a record whose event is missing was written from another ledger, or from this one before it was put back to
 * an earlier state. Where several engines share a ledger, each folder tells events of that one.
 *
 * @param events those of these events that the ledger has
 */
public record LedgerEvents(Function<Collection<Long>, List<Event>> events) {

    /** The first of the records whose event the ledger does not have. */
    Optional<AuditRecord> firstUnknown(List<AuditRecord> records) {
        Map<Long, Event> known = events
                .apply(records.stream().map(AuditRecord::eventId).toList())
                .stream()
                .collect(Collectors.toMap(Event::id, Function.identity()));
        return records.stream().filter(record -> !isIn(known, record)).findFirst();
    }

    private static boolean isIn(Map<Long, Event> known, AuditRecord record) {
        return Optional.ofNullable(known.get(record.eventId()))
                .filter(record::tells)
                .isPresent();
    }
}
