package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Field names and values of one ticket as a door read them, in one shape for all encodings: flat names with repeated
 * values, or JSON with its nested Socialboards names. Immutable.
 */
public final class TicketFields {

    /** One place where a field stood. A repeated flat field is an array. */
    record Source(String writtenAs, JsonNode value) {

        /** Absent, empty and blank are one; null is something said where the field is nullable. */
        boolean saysNothing(String flatName) {
            return value.isTextual() && value.textValue().isBlank()
                    || value.isNull() && !FieldNames.isNullable(flatName);
        }
    }

    /** By flat name. */
    private final Map<String, List<Source>> sources;

    private TicketFields(Map<String, List<Source>> sources) {
        this.sources = sources;
    }

    /**
     * One row of a file with a header, or the pairs of a form: values by position. Empty values are absent, a repeated
     * name is a list.
     *
     * @throws IllegalArgumentException when there are not as many names as values
     */
    public static TicketFields ofColumns(List<String> names, List<String> values) {
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + names.size() + " names");
        }
        Map<String, ArrayNode> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isEmpty()) {
                byName.computeIfAbsent(names.get(i), name -> JsonNodeFactory.instance.arrayNode())
                        .add(values.get(i));
            }
        }
        Map<String, List<Source>> sources = new LinkedHashMap<>();
        byName.forEach((name, found) ->
                add(sources, FieldNames.canonical(name), name, found.size() == 1 ? found.get(0) : found));
        return new TicketFields(sources);
    }

    /**
     * A JSON object, of a request, a message or a file's array, best read by {@link TicketJson}.
     *
     * @throws IllegalArgumentException when it is no object
     */
    public static TicketFields ofJson(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("a ticket must be a JSON object");
        }
        Map<String, List<Source>> sources = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.equals("creator") && value.isObject()) {
                value.properties()
                        .forEach(part -> add(
                                sources,
                                FieldNames.flatOfCreator(part.getKey()),
                                "creator." + part.getKey(),
                                part.getValue()));
            } else if (name.equals("customFields") && value.isArray()) {
                value.forEach(element -> addCustomField(sources, element));
            } else if (!value.isNull() || FieldNames.isNullable(FieldNames.flatOfNested(name))) {
                add(sources, FieldNames.flatOfNested(name), name, value);
            }
        });
        return new TicketFields(sources);
    }

    /** An element of {@code customFields}. One without a usable id keeps that name, so that the check refuses it. */
    private static void addCustomField(Map<String, List<Source>> sources, JsonNode element) {
        String name = FieldNames.CUSTOM_FIELD + element.path("id").asText();
        boolean usable = FieldNames.customFieldId(name).isPresent();
        add(
                sources,
                usable ? FieldNames.canonical(name) : FieldNames.MALFORMED_CUSTOM_FIELDS,
                "customFields",
                usable ? element.path("value") : element);
    }

    private static void add(Map<String, List<Source>> sources, String flatName, String writtenAs, JsonNode value) {
        if (!value.isMissingNode()) {
            sources.computeIfAbsent(flatName, name -> new ArrayList<>(1)).add(new Source(writtenAs, value));
        }
    }

    /** These fields, and the other's where these say nothing. */
    public TicketFields orElse(TicketFields other) {
        Map<String, List<Source>> merged = new LinkedHashMap<>(other.sources);
        sources.forEach((name, found) -> {
            if (!merged.containsKey(name) || !found.stream().allMatch(source -> source.saysNothing(name))) {
                merged.put(name, found);
            }
        });
        return new TicketFields(merged);
    }

    /** The first value of a field as text, when present; by its flat name, as it came. */
    public Optional<String> first(String name) {
        return sources(FieldNames.canonical(name)).stream()
                .map(Source::value)
                .map(value -> value.isArray() ? value.path(0) : value)
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .findFirst();
    }

    /**
     * The fields as they came, as ASCII JSON: what the record of an invalid ticket holds. Unlike a ticket's, it may
     * have escaped U+0000 and unpaired surrogates.
     */
    public byte[] toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(sources).forEach((name, found) -> {
            List<JsonNode> values = said(name, found);
            if (values.size() == 1) {
                json.set(name, values.get(0));
            } else {
                json.putArray(name).addAll(values);
            }
        });
        try {
            return TicketJson.mapper()
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree must be writable", e);
        }
    }

    /** Once what is said twice, and what says nothing only where nothing else is said. */
    private static List<JsonNode> said(String name, List<Source> found) {
        List<JsonNode> values = found.stream()
                .filter(source -> !source.saysNothing(name))
                .map(Source::value)
                .distinct()
                .toList();
        return values.isEmpty() ? List.of(found.get(0).value()) : values;
    }

    Set<String> names() {
        return sources.keySet();
    }

    List<Source> sources(String flatName) {
        return sources.getOrDefault(flatName, List.of());
    }
}
