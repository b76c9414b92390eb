package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a ticket as the cells of one CSV row, and back, so that they mean the same. A list is one cell split at
 * {@code ;}. What no text says, such as null or a list with a {@code ;} in an element, is a cell of JSON, and
 * {@link OwnColumns#JSON} names its column.
 */
final class NamedCells {

    private static final String BETWEEN = ";";
    private static final Set<String> LISTS = Set.of("tags", "cc", "attachment_urls");

    private NamedCells() {}

    /** Fields that are none of a support ticket are left out: no header may name them. */
    static Map<String, String> of(TicketFields fields) {
        Map<String, String> cells = new LinkedHashMap<>();
        List<String> asJson = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : tree(fields).properties()) {
            String name = field.getKey();
            if (TicketCheck.isKnownField(name) && !OwnColumns.contains(name)) {
                boolean text = isText(name, field.getValue());
                cells.put(name, text ? text(field.getValue()) : json(field.getValue()));
                if (!text) {
                    asJson.add(name);
                }
            }
        }
        if (!asJson.isEmpty()) {
            cells.put(OwnColumns.JSON, NameList.join(asJson));
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

    /** In ASCII, which can say even what no text may hold: half of a surrogate pair, U+0000. */
    static String json(JsonNode value) {
        try {
            return TicketJson.mapper()
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree must be writable", e);
        }
    }

    /** Several values of a field that is no list are a mistake, which one text with a {@code ;} would hide. */
    private static boolean isText(String name, JsonNode value) {
        return value.isArray()
                ? !value.isEmpty()
                        && LISTS.contains(name)
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

    /** Names and values as they came, beside cells that are there already. */
    static void add(Map<String, String> cells, Map<String, JsonNode> values) {
        List<String> asJson = new ArrayList<>();
        values.forEach((name, value) -> {
            boolean text = value.isValueNode() && !value.isNull();
            cells.put(name, text ? value.asText() : json(value));
            if (!text) {
                asJson.add(name);
            }
        });
        if (!asJson.isEmpty()) {
            cells.merge(OwnColumns.JSON, NameList.join(asJson), (before, more) -> before + BETWEEN + more);
        }
    }

    /**
     * The cells that are not empty, as one object.
     *
     * @throws JsonProcessingException when a cell that should be JSON is not
     */
    static ObjectNode toObject(Map<String, String> cells) throws JsonProcessingException {
        ObjectNode object = textObject(cells);
        for (String name : NameList.split(cells.getOrDefault(OwnColumns.JSON, ""))) {
            if (object.has(name)) {
                object.set(name, TicketJson.mapper().readTree(cells.get(name)));
            }
        }
        return object;
    }

    /** As {@link #toObject}, with every cell as text. */
    static ObjectNode textObject(Map<String, String> cells) {
        ObjectNode object = TicketJson.mapper().createObjectNode();
        cells.forEach((name, cell) -> {
            if (!OwnColumns.contains(name) && !cell.isEmpty()) {
                object.put(name, cell);
            }
        });
        return object;
    }
}
