package io.ticketbridge.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The parts of an upstream's answer that are about the ticket and not about a person. */
final class AnswerSummary {

    private static final JsonMapper JSON = new JsonMapper();

    private AnswerSummary() {}

    /** The envelope without any data but a number; empty when the answer is no envelope. */
    static Optional<String> of(String answer) {
        JsonNode json;
        try {
            json = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (json == null || !json.has("errorCode")) {
            return Optional.empty();
        }
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("data", "errorCode", "errorText")) {
            JsonNode value = json.get(name);
            if (value != null) {
                summary.set(name, isShown(name, value) ? value : JsonNodeFactory.instance.textNode("***"));
            }
        }
        return Optional.of(summary.toString());
    }

    private static boolean isShown(String name, JsonNode value) {
        return value.isNumber() || value.isNull() || (name.equals("errorText") && value.isTextual());
    }
}
