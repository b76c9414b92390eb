package io.ticketbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the sandbox answers to one request. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    static Answer json(int status, String text) {
        return new Answer(status, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
