package io.ticketbridge.socialboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the Ticket objects of one page. Unknown fields are ignored; a ticket without an id makes the page unreadable.
 */
final class TicketPage {

    private TicketPage() {}

    /** @return empty when {@code data} is no array of tickets */
    static Optional<List<ListedTicket>> read(JsonNode data) {
        if (!data.isArray()) {
            return Optional.empty();
        }
        List<ListedTicket> tickets = new ArrayList<>();
        for (JsonNode ticket : data) {
            JsonNode id = ticket.path("id");
            if (!id.isIntegralNumber() || !id.canConvertToLong()) {
                return Optional.empty();
            }
            tickets.add(ticket(id.longValue(), ticket));
        }
        return Optional.of(tickets);
    }

    private static ListedTicket ticket(long id, JsonNode ticket) {
        return new ListedTicket(
                id,
                text(ticket.path("title")),
                text(ticket.path("message")),
                text(ticket.path("htmlMessage")),
                Stream.of("author", "creator")
                        .flatMap(name -> text(ticket.path(name).path("email")).stream())
                        .findFirst(),
                text(ticket.path("creationTime")).flatMap(TicketPage::time),
                customFields(ticket.path("customFields")));
    }

    private static Map<Long, String> customFields(JsonNode fields) {
        Map<Long, String> values = new HashMap<>();
        for (JsonNode field : fields) {
            JsonNode id = field.has("id") ? field.path("id") : field.path("key");
            if (id.asText().matches("\\d{1,18}") && field.path("value").isValueNode()) {
                values.put(id.asLong(), field.path("value").asText());
            }
        }
        return Map.copyOf(values);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
