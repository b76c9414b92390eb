package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The documented frame of every answer but the token's: {@code data}, {@code errorCode}, {@code errorText}. */
final class Envelope {

    private Envelope() {}

    static Answer success(JsonNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set("data", data);
        envelope.put("errorCode", -1).putNull("errorText");
        return Answer.json(200, envelope.toString());
    }

    static Answer error(int status, int errorCode, String text) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.putNull("data").put("errorCode", errorCode).put("errorText", text);
        return Answer.json(status, envelope.toString());
    }
}
