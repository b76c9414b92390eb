package io.ticketbridge.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the records of a chain out of events. Immutable, thread-safe. */
public final class AuditEncoder {

    private static final JsonMapper JSON = new JsonMapper();

    private final Masking masking;

    AuditEncoder(Masking masking) {
        this.masking = masking;
    }

    /** The records of these events, in their order, as they follow the chain's end; empty = the chain begins here. */
    List<AuditRecord> encode(List<Event> events, Optional<ChainEnd> end) {
        long number = end.map(ChainEnd::number).orElse(0L);
        String prev = end.map(ChainEnd::hash).orElse(AuditRecord.GENESIS);
        List<AuditRecord> records = new ArrayList<>(events.size());
        for (Event event : events) {
            AuditRecord record = encode(event, ++number, prev);
            prev = record.hash();
            records.add(record);
        }
        return records;
    }

    private AuditRecord encode(Event event, long number, String prev) {
        ObjectNode open = JsonNodeFactory.instance.objectNode();
        open.put("number", number)
                .put("event", event.id())
                .put("at", event.at().toString())
                .put("type", event.type())
                .put("key", event.key().orElse(null));
        open.set("details", details(event.details()));
        open.put("prev", prev);
        return AuditRecord.seal(PlainLine.of(open.toString()));
    }

    private ObjectNode details(Map<?, ?> details) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        details.forEach((name, value) -> shown.set(String.valueOf(name), shown(String.valueOf(name), value)));
        return shown;
    }

    private JsonNode shown(String name, Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return JSON.valueToTree(value);
        }
        if (value instanceof Map<?, ?> map) {
            return details(map);
        }
        if (value instanceof Iterable<?> list) {
            var array = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> array.add(shown(name, element)));
            return array;
        }
        return JsonNodeFactory.instance.textNode(masking.shown(name, value.toString()));
    }
}
