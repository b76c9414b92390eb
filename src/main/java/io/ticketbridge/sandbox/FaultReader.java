package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON of {@code POST /sandbox/faults}. */
final class FaultReader {

    private static final Set<String> FIELDS = Set.of(
            "on",
            "fault",
            "times",
            "probability",
            "seed",
            "match",
            "create",
            "early",
            "status",
            "headers",
            "body",
            "retryAfter",
            "errorCode",
            "text",
            "delayMs",
            "bytes",
            "location");

    private final JsonNode json;

    private FaultReader(JsonNode json) {
        this.json = json;
    }

    static Fault read(JsonNode json) throws RefusedException {
        FaultReader reader = new FaultReader(json);
        try {
            return reader.fault();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(SandboxError.INVALID_VALUE, "The fault is not usable: " + e.getMessage() + ".");
        }
    }

    private Fault fault() {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw new IllegalArgumentException(
                        "it has an unknown field; known are " + new java.util.TreeSet<>(FIELDS));
            }
        }
        String word = json.path("fault").asText();
        Fault fault = named(word, endpoint(word));
        if (json.has("retryAfter")) {
            fault = fault.retryAfter(json.get("retryAfter").asText());
        }
        for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
            fault = fault.header(header.getKey(), header.getValue().asText());
        }
        if (json.path("create").asBoolean()) {
            fault = fault.creating();
        }
        if (json.has("match")) {
            fault = fault.matching(json.get("match").asText());
        }
        if (json.has("probability")) {
            fault = fault.withProbability(json.get("probability").asDouble(), number("seed", 0));
        }
        return json.has("times") ? fault.times(number("times", 1)) : fault;
    }

    private Fault named(String word, Endpoint on) {
        return switch (word) {
            case "status" -> Fault.canned(word, on, number("status", 503), Map.of(), text("body", ""));
            case "envelope-error" ->
                Fault.envelopeError(on, number("status", 200), number("errorCode", 1), text("text", "Sandbox fault."));
            case "reset" -> json.path("early").asBoolean() ? Fault.earlyReset(on) : Fault.reset(on);
            case "stall" -> Fault.stall(on);
            case "slow" -> Fault.slow(on, delay(1000));
            case "drip" -> Fault.drip(on, delay(1000));
            case "cut" -> Fault.cut(on);
            case "pad" -> Fault.pad(on, number("bytes", 1 << 20));
            case "created-then-lost" -> Fault.createdThenLost();
            case "html-200" -> Fault.html(on);
            case "redirect" -> Fault.redirect(on, number("status", 307), text("location", "/elsewhere"));
            case "token-expired" -> Fault.tokenExpired(on);
            case "revoke" -> Fault.revoke(on);
            case "invalid-grant" -> Fault.invalidGrant();
            case "list-lag" -> Fault.listLag(delay(60_000));
            case "list-ignores-filter" -> Fault.listIgnoresFilter();
            default ->
                throw new IllegalArgumentException("fault must be one of status, envelope-error, reset, stall,"
                        + " slow, drip, cut, pad, created-then-lost, html-200, redirect, token-expired, revoke,"
                        + " invalid-grant, list-lag, list-ignores-filter");
        };
    }

    /** Without {@code on} a fault strikes where it belongs: tokens at the token, lists at the list, else tickets. */
    private Endpoint endpoint(String word) {
        Optional<Endpoint> only =
                switch (word) {
                    case "invalid-grant" -> Optional.of(Endpoint.TOKEN);
                    case "created-then-lost" -> Optional.of(Endpoint.TICKETS);
                    case "list-lag", "list-ignores-filter" -> Optional.of(Endpoint.LIST);
                    default -> Optional.empty();
                };
        if (!json.has("on")) {
            return only.orElse(Endpoint.TICKETS);
        }
        Endpoint on = Endpoint.ofLabel(json.get("on").asText())
                .orElseThrow(() -> new IllegalArgumentException("on must be token, tickets or list"));
        if (only.isPresent() && only.get() != on) {
            throw new IllegalArgumentException(
                    word + " strikes only on " + only.get().label());
        }
        return on;
    }

    private int number(String name, int absent) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        if (!value.canConvertToInt()) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return value.intValue();
    }

    private Duration delay(int absentMillis) {
        return Duration.ofMillis(number("delayMs", absentMillis));
    }

    private String text(String name, String absent) {
        JsonNode value = json.path(name);
        return value.isMissingNode() ? absent : value.isTextual() ? value.textValue() : value.toString();
    }
}
