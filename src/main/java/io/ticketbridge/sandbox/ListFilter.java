package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What {@code POST /tickets/list} asks for. All conditions must hold. {@code take} above 50 counts as 50: what
 * Socialboards does then is not documented.
 */
record ListFilter(Predicate<CreatedTicket> condition, int skip, int take) {

    private static final int MOST = 50;
    private static final Set<String> FIELDS = Set.of(
            "categoryId", "customFields", "from", "to", "orderBy", "skip", "take", "source", "status", "ticketIds");

    static ListFilter read(ObjectNode request) throws RefusedException {
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw new RefusedException(
                        SandboxError.UNKNOWN_FIELD, "The list request has a field that the model does not document.");
            }
        }
        List<Predicate<CreatedTicket>> conditions = new ArrayList<>();
        time(request, "from")
                .ifPresent(from -> conditions.add(ticket -> !ticket.time().isBefore(from)));
        time(request, "to")
                .ifPresent(to -> conditions.add(ticket -> !ticket.time().isAfter(to)));
        category(request).ifPresent(conditions::add);
        ticketIds(request).ifPresent(ids -> conditions.add(ticket -> ids.contains(ticket.id())));
        customFields(request, conditions);
        word(request, "status", "open").ifPresent(open -> conditions.add(ticket -> open));
        word(request, "source", "web").ifPresent(web -> conditions.add(ticket -> web));
        if (word(request, "orderBy", "last_thread_activity_desc").equals(Optional.of(false))) {
            throw invalid("orderBy must be last_thread_activity_desc, the only order that is documented.");
        }
        Predicate<CreatedTicket> all = conditions.stream().reduce(ticket -> true, Predicate::and);
        return new ListFilter(all, number(request, "skip", 0), Math.min(MOST, number(request, "take", 25)));
    }

    /** The same page of everything there is. */
    ListFilter withoutConditions() {
        return new ListFilter(ticket -> true, skip, take);
    }

    ListFilter and(Predicate<CreatedTicket> other) {
        return new ListFilter(condition.and(other), skip, take);
    }

    private static Optional<JsonNode> present(ObjectNode request, String name) {
        return Optional.ofNullable(request.get(name)).filter(value -> !value.isNull());
    }

    private static Optional<Instant> time(ObjectNode request, String name) throws RefusedException {
        Optional<JsonNode> value = present(request, name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.get().asText()).toInstant());
        } catch (DateTimeException e) {
            throw invalid(name + " must be an ISO 8601 date and time with an offset.");
        }
    }

    /** Null asks for tickets without a category, which is not the same as not asking. */
    private static Optional<Predicate<CreatedTicket>> category(ObjectNode request) throws RefusedException {
        JsonNode value = request.get("categoryId");
        if (value == null) {
            return Optional.empty();
        }
        FieldRule.INTEGER.orNull().check("categoryId", value);
        return Optional.of(ticket -> value.isNull()
                ? ticket.categoryId().isEmpty()
                : ticket.categoryId().isPresent() && ticket.categoryId().getAsLong() == value.longValue());
    }

    private static Optional<Set<Long>> ticketIds(ObjectNode request) throws RefusedException {
        Optional<JsonNode> value = present(request, "ticketIds");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        FieldRule.listOf(FieldRule.INTEGER).check("ticketIds", value.get());
        Set<Long> ids = new HashSet<>();
        value.get().forEach(id -> ids.add(id.longValue()));
        return Optional.of(ids);
    }

    /** The page names a field by {@code key} in its example and by {@code id} in its model: both are taken. */
    private static void customFields(ObjectNode request, List<Predicate<CreatedTicket>> conditions)
            throws RefusedException {
        for (JsonNode field : present(request, "customFields").orElse(request.arrayNode())) {
            JsonNode id = field.has("id") ? field.get("id") : field.path("key");
            FieldRule.STRING.check("customFields.value", field.path("value"));
            if (!id.asText().matches("\\d{1,18}")) {
                throw invalid("customFields.id must be the number of a custom field.");
            }
            long number = id.asLong();
            String value = field.get("value").textValue();
            conditions.add(ticket -> value.equals(ticket.customFields().get(number)));
        }
    }

    private static Optional<Boolean> word(ObjectNode request, String name, String expected) throws RefusedException {
        Optional<JsonNode> value = present(request, name);
        if (value.isPresent()) {
            FieldRule.STRING.check(name, value.get());
        }
        return value.map(word -> word.textValue().equals(expected));
    }

    private static int number(ObjectNode request, String name, int absent) throws RefusedException {
        Optional<JsonNode> value = present(request, name);
        if (value.isPresent() && !(value.get().canConvertToInt() && value.get().intValue() >= 0)) {
            throw invalid(name + " must be a whole number, 0 or more.");
        }
        return value.map(JsonNode::intValue).orElse(absent);
    }

    private static RefusedException invalid(String text) {
        return new RefusedException(SandboxError.INVALID_VALUE, text);
    }
}
