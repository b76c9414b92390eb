package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Creates and lists tickets. Thread-safe. */
final class TicketDesk {

    private final SandboxOptions options;
    private final TokenDesk tokens;
    private final TicketBook book;
    private final TicketIds ids;

    TicketDesk(SandboxOptions options, TokenDesk tokens, TicketBook book) {
        this.options = options;
        this.tokens = tokens;
        this.book = book;
        this.ids = new TicketIds(options.clock());
    }

    Answer create(RecordedRequest request) {
        try {
            admit(request);
            ObjectNode ticket = StrictJson.object(request.body());
            ModelCheck.check(ticket);
            long id = ids.next();
            book.add(new CreatedTicket(
                    id,
                    options.clock().instant(),
                    request.number(),
                    request.fault(),
                    request.body(),
                    customFields(ticket),
                    ticket.path("categoryId").isNumber()
                            ? OptionalLong.of(ticket.get("categoryId").longValue())
                            : OptionalLong.empty()));
            return Envelope.success(JsonNodeFactory.instance.numberNode(id));
        } catch (RefusedException e) {
            return e.answer();
        }
    }

    Answer list(RecordedRequest request, Optional<Effect> effect) {
        try {
            admit(request);
            ListFilter filter = distorted(ListFilter.read(StrictJson.object(request.body())), effect);
            List<CreatedTicket> page = book.newestFirst().stream()
                    .filter(filter.condition())
                    .skip(filter.skip())
                    .limit(filter.take())
                    .toList();
            ArrayNode data = JsonNodeFactory.instance.arrayNode();
            for (CreatedTicket ticket : page) {
                data.add(TicketView.of(ticket));
            }
            return Envelope.success(data);
        } catch (RefusedException e) {
            return e.answer();
        }
    }

    private ListFilter distorted(ListFilter filter, Optional<Effect> effect) {
        if (effect.isPresent() && effect.get() instanceof Effect.Lag lag) {
            Instant visible = options.clock().instant().minus(lag.age());
            return filter.and(ticket -> !ticket.time().isAfter(visible));
        }
        return effect.filter(Effect.IgnoreFilter.class::isInstance).isPresent() ? filter.withoutConditions() : filter;
    }

    private void admit(RecordedRequest request) throws RefusedException {
        if (!tokens.admits(request.header("authorization"))) {
            throw new RefusedException(
                    SandboxError.UNAUTHORIZED, "A Bearer token from POST /token is required; this one does not count.");
        }
        Optional<String> type = request.header("content-type");
        if (type.isPresent() && !type.get().toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw new RefusedException(SandboxError.NOT_JSON_TYPE, "The Content-Type must be application/json.");
        }
    }

    private static Map<Long, String> customFields(ObjectNode ticket) {
        Map<Long, String> values = new HashMap<>();
        for (JsonNode field : ticket.path("customFields")) {
            values.put(field.get("id").longValue(), field.get("value").textValue());
        }
        return Map.copyOf(values);
    }
}
