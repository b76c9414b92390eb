package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the fields of a ticket of a row's columns. Thread-safe. */
final class ColumnsToFields {

    /** Each is in an index of the ledger. */
    private static final int LONGEST_KEY = 255;

    private static final String KEY_PREFIX = "key:";

    private final Columns columns;
    private final Set<String> named;
    private final boolean asItIs;

    ColumnsToFields(Columns columns) {
        this.columns = columns;
        this.named = columns.named();
        this.asItIs = columns.equals(Columns.NONE);
    }

    /**
     * @param key what the key columns say, empty without such columns or with a flaw
     * @param flaw why the columns cannot be applied; the fields are then what could be made
     */
    record Result(TicketFields fields, Optional<String> key, Optional<FieldError> flaw) {}

    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient FieldError error;

        RefusedException(String type, String column, String message) {
            super(message);
            this.error = new FieldError(type, column, message);
        }
    }

    Result apply(ObjectNode row) {
        if (asItIs) {
            return new Result(TicketFields.ofJson(row), Optional.empty(), Optional.empty());
        }
        ObjectNode fields = TicketJson.mapper().createObjectNode();
        try {
            Map<String, JsonNode> values = byName(row);
            passOn(values, fields);
            columns.rename().forEach((column, field) -> Optional.ofNullable(values.get(column))
                    .ifPresent(value -> fields.set(field, value)));
            for (Map.Entry<String, Columns.Join> part : columns.join().entrySet()) {
                join(values, part.getValue()).ifPresent(text -> fields.put(part.getKey(), text));
            }
            columns.set().forEach(fields::put);
            TicketFields made = TicketFields.ofJson(fields);
            refuseUnknown(made);
            return new Result(made, key(values), Optional.empty());
        } catch (RefusedException e) {
            return new Result(TicketFields.ofJson(fields), Optional.empty(), Optional.of(e.error));
        }
    }

    private static Map<String, JsonNode> byName(ObjectNode row) throws RefusedException {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : row.properties()) {
            String name = Columns.name(entry.getKey());
            if (!OwnColumns.contains(name) && values.put(name, entry.getValue()) != null) {
                throw new RefusedException(
                        "DuplicateColumn", name, "The row has the column " + shown(name) + " twice.");
            }
        }
        return values;
    }

    /** What the columns do not name goes by its own name. */
    private void passOn(Map<String, JsonNode> values, ObjectNode fields) throws RefusedException {
        for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
            String column = entry.getKey();
            boolean known = TicketCheck.isKnownJsonName(column);
            boolean passes = named.contains(column)
                    ? known && !columns.isMoved(column) && !columns.ignore().contains(column)
                    : known || !columns.unknown().equals(Optional.of(Columns.Unknown.IGNORE));
            if (passes) {
                refuseSecond(column);
                fields.set(column, entry.getValue());
            }
        }
    }

    private void refuseSecond(String column) throws RefusedException {
        Optional<String> maker = TicketCheck.ticketField(column).flatMap(columns::makerOf);
        if (maker.isPresent()) {
            throw new RefusedException(
                    "DuplicateColumn",
                    column,
                    "The row has the field " + column + ", which " + shown(maker.get()) + " of "
                            + shown(columns.source()) + " makes too.");
        }
    }

    private static Optional<String> join(Map<String, JsonNode> values, Columns.Join join) throws RefusedException {
        List<String> parts = new ArrayList<>();
        for (String column : join.from()) {
            String text = text(values, column);
            if (!text.isBlank()) {
                parts.add(text);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(join.with(), parts));
    }

    private Optional<String> key(Map<String, JsonNode> values) throws RefusedException {
        if (columns.key().isEmpty()) {
            return Optional.empty();
        }
        ArrayNode key = TicketJson.mapper().createArrayNode();
        for (String column : columns.key()) {
            String text = text(values, column).strip();
            if (text.isEmpty() || text.length() > LONGEST_KEY) {
                throw new RefusedException(
                        "InvalidKey",
                        column,
                        "The key column " + shown(column)
                                + (text.isEmpty() ? " is empty." : " has more than " + LONGEST_KEY + " characters."));
            }
            key.add(text);
        }
        try {
            return Optional.of(KEY_PREFIX
                    + TicketJson.mapper()
                            .writer()
                            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                            .writeValueAsString(key));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts must be writable", e);
        }
    }

    private static String text(Map<String, JsonNode> values, String column) throws RefusedException {
        JsonNode value = values.get(column);
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            throw new RefusedException(
                    "InvalidColumn",
                    column,
                    "The column " + shown(column) + " must be text, for it is joined or a key.");
        }
        return value.asText();
    }

    private void refuseUnknown(TicketFields fields) throws RefusedException {
        if (columns.unknown().equals(Optional.of(Columns.Unknown.ERROR))) {
            Optional<String> unknown =
                    TicketCheck.unknownFields(fields).stream().findFirst();
            if (unknown.isPresent()) {
                throw new RefusedException(
                        "UnknownColumn",
                        unknown.get(),
                        "The column " + shown(unknown.get()) + " is no field of a support ticket.");
            }
        }
    }

    /** The row as cells of a CSV file to which the same columns apply. */
    Map<String, String> cells(ObjectNode row) {
        Map<String, JsonNode> used = new LinkedHashMap<>();
        ObjectNode others = TicketJson.mapper().createObjectNode();
        row.properties().forEach(entry -> {
            String name = Columns.name(entry.getKey());
            if (named.contains(name)) {
                used.put(name, entry.getValue());
            } else {
                others.set(entry.getKey(), entry.getValue());
            }
        });
        Map<String, String> cells = new LinkedHashMap<>(NamedCells.of(TicketFields.ofJson(others)));
        NamedCells.add(cells, used);
        return cells;
    }

    private static String shown(String name) {
        return TextForPeople.quoted(name);
    }
}
