package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Audit events and encoders as the tests need them. */
final class Events {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Events() {}

    static Event delivered(long id) {
        return delivered(id, NOON.plusMillis(id));
    }

    static Event delivered(long id, Instant at) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("door", "rest");
        details.put("ticketId", 4_484_636 + id);
        return new Event(id, at, "delivered", Optional.of("tb-" + id), details);
    }

    static List<Event> range(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Events::delivered).toList();
    }

    /** A ledger that has these events. */
    static LedgerEvents ledger(List<Event> events) {
        return new LedgerEvents(
                ids -> events.stream().filter(event -> ids.contains(event.id())).toList());
    }

    static Event with(String name, Object value) {
        return new Event(1, NOON, "answered", Optional.of("tb-1"), Map.of(name, value));
    }

    static AuditEncoder masking() {
        return new AuditEncoder(new Masking(new Mask(new byte[32]), false));
    }

    static AuditEncoder showing() {
        return new AuditEncoder(new Masking(new Mask(new byte[32]), true));
    }
}
