package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Field names and values of one ticket as a door read them, in one shape for all encodings: flat names with repeated
 * values, or JSON with its nested Socialboards names. Immutable.
 */
public final class TicketFields {

    /** One row of a file with a header. Empty cells are absent. */
    public static TicketFields ofColumns(List<String> names, List<String> values) {
        throw new AssertionError("skeleton");
    }

    /** A JSON object, of a request, a message or a file's array. */
    public static TicketFields ofJson(JsonNode object) {
        throw new AssertionError("skeleton");
    }

    /** The first value of a field as text, when present. */
    public Optional<String> first(String name) {
        throw new AssertionError("skeleton");
    }
}
