package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of a ticket as the cells of one CSV row, and back, so that they mean the same. A list is one cell split at
 * {@code ;}. What no text says, such as null or a list with a {@code ;} in an element, is a cell of JSON, and
 * {@link OwnColumns#JSON} names its column.
 */
final class NamedCells {

    private static final String BETWEEN = ";";

    private NamedCells() {}

    /** Fields that are none of a support ticket are left out: no header may name them. */
    static Map<String, String> of(TicketFields fields) {
        Map<String, String> cells = new LinkedHashMap<>();
        List<String> asJson = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : tree(fields).properties()) {
            String name = field.getKey();
            if (TicketCheck.isKnownField(name) && !OwnColumns.contains(name)) {
                boolean text = isText(field.getValue());
                cells.put(name, text ? text(field.getValue()) : field.getValue().toString());
                if (!text) {
                    asJson.add(name);
                }
            }
        }
        if (!asJson.isEmpty()) {
            cells.put(OwnColumns.JSON, String.join(BETWEEN, asJson));
        }
        return cells;
    }

    private static JsonNode tree(TicketFields fields) {
        try {
            return TicketJson.mapper().readTree(fields.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("fields must be readable as they were written", e);
        }
    }

    private static boolean isText(JsonNode value) {
        return value.isArray()
                ? !value.isEmpty()
                        && value.valueStream()
                                .allMatch(element -> element.isTextual() && isListElement(element.textValue()))
                : value.isValueNode() && !value.isNull();
    }

    private static boolean isListElement(String text) {
        return !text.isBlank() && !text.contains(BETWEEN);
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::textValue).collect(Collectors.joining(BETWEEN))
                : value.asText();
    }

    /** @throws JsonProcessingException when a cell that should be JSON is not */
    static TicketFields toFields(Map<String, String> cells) throws JsonProcessingException {
        String asJson = cells.getOrDefault(OwnColumns.JSON, "");
        if (asJson.isEmpty()) {
            return textFields(cells);
        }
        List<String> names = Arrays.asList(asJson.split(BETWEEN));
        ObjectNode fields = TicketJson.mapper().createObjectNode();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            if (!OwnColumns.contains(cell.getKey()) && !cell.getValue().isEmpty()) {
                fields.set(
                        cell.getKey(),
                        names.contains(cell.getKey())
                                ? TicketJson.mapper().readTree(cell.getValue())
                                : fields.textNode(cell.getValue()));
            }
        }
        return TicketFields.ofJson(fields);
    }

    /** As {@link #toFields}, with every cell as text. */
    static TicketFields textFields(Map<String, String> cells) {
        List<String> names = new ArrayList<>(cells.keySet());
        names.removeIf(OwnColumns::contains);
        return TicketFields.ofColumns(names, names.stream().map(cells::get).toList());
    }
}
