package io.ticketbridge.socialboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which tickets a probe looks at. The upstream may ignore any of it, so a caller checks what it gets.
 *
 * @param from least creation time, sent in whole seconds, rounded down
 * @param to greatest creation time, sent in whole seconds, rounded up
 */
public record ListQuery(Instant from, Instant to, Optional<FieldValue> customField) {

    /**
     * The page's example names a field by {@code key}, its model by {@code id}, as the create request does: id is sent.
     */
    public record FieldValue(long id, String value) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    byte[] page(int skip, int take) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        customField.ifPresent(field -> request.putArray("customFields")
                .addObject()
                .put("id", field.id())
                .put("value", field.value()));
        request.put("from", TIME.format(from));
        request.put("to", TIME.format(roundedUp(to)));
        request.put("skip", skip);
        request.put("take", take);
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can be written", e);
        }
    }

    private static Instant roundedUp(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(time) ? whole : whole.plusSeconds(1);
    }
}
