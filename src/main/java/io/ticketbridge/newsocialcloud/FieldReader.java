package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ticketbridge.newsocialcloud.TicketFields.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads single fields of one ticket in the types they have.
 *
 * <p>A field that stands under two names must say the same under both. Absent, empty and blank are one.
 */
final class FieldReader {

    private static final String LIST_SEPARATOR = ";";

    private final TicketFields fields;

    FieldReader(TicketFields fields) {
        this.fields = fields;
    }

    boolean isMissing(String name) {
        return fields.sources(name).stream().allMatch(source -> source.saysNothing(name));
    }

    /** Text exactly as it was sent. */
    Optional<String> exactText(String name, int maxCharacters) {
        return read(name, node -> FieldRules.atMost(name, maxCharacters, scalar(name, node)))
                .value();
    }

    /** Text without the white space around it. */
    Optional<String> text(String name, int maxCharacters) {
        return nullableText(name, maxCharacters).value();
    }

    Given<String> nullableText(String name, int maxCharacters) {
        return read(
                name,
                node -> FieldRules.atMost(
                        name, maxCharacters, scalar(name, node).strip()));
    }

    <T> Optional<T> choice(String name, Function<String, T> rule) {
        return read(name, node -> rule.apply(scalar(name, node).strip())).value();
    }

    Given<Long> integer(String name) {
        return read(name, node -> FieldRules.integer(name, scalar(name, node).strip()));
    }

    /** A JSON array, a repeated field, or one text split at {@code ;}. */
    List<String> list(String name) {
        return read(name, node -> elements(node)
                        .map(element -> scalarElement(name, element).strip())
                        .filter(text -> !text.isEmpty())
                        .toList())
                .value()
                .orElse(List.of());
    }

    /** As {@link #list}, for elements that may be JSON objects. */
    <T> List<T> list(String name, Function<JsonNode, Optional<T>> element) {
        return read(name, node -> elements(node)
                        .map(element)
                        .flatMap(Optional::stream)
                        .toList())
                .value()
                .orElse(List.of());
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        if (!node.isTextual()) {
            return node.isArray() ? node.valueStream() : Stream.of(node);
        }
        List<JsonNode> parts = new ArrayList<>();
        for (String part : node.textValue().split(LIST_SEPARATOR)) {
            parts.add(TextNode.valueOf(part));
        }
        return parts.stream();
    }

    private <T> Given<T> read(String name, Function<JsonNode, T> parse) {
        Given<T> found = Given.absent();
        String foundAs = name;
        for (Source source : fields.sources(name)) {
            if (source.saysNothing(name)) {
                continue;
            }
            Given<T> next = source.value().isNull() ? Given.explicitNull() : Given.of(parse.apply(source.value()));
            if (!found.isAbsent() && !found.equals(next)) {
                throw FieldRefusedException.invalid(
                        name, "is given as " + foundAs + " and as " + source.writtenAs() + ", with different values");
            }
            found = next;
            foundAs = source.writtenAs();
        }
        return found;
    }

    private static String scalar(String name, JsonNode node) {
        if (node.isArray()) {
            throw FieldRefusedException.invalid(name, "must be given once");
        }
        return scalarElement(name, node);
    }

    static String scalarElement(String name, JsonNode node) {
        if (!node.isValueNode()) {
            throw FieldRefusedException.invalid(name, "must be text");
        }
        return FieldRules.wellFormed(name, node.isNull() ? "" : node.asText());
    }
}
