package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sandbox's own pages, under {@code /sandbox}: what it has seen, and the switches of its faults. */
final class ControlDesk {

    private final Sandbox sandbox;

    ControlDesk(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void handle(HttpServerRequest request, Buffer body) {
        String call = request.method().name() + " " + request.path();
        if (call.equals("GET /sandbox/tickets")) {
            tickets(request);
        } else {
            FaultPlayer.send(request.response(), answer(call, body));
        }
    }

    private Answer answer(String call, Buffer body) {
        switch (call) {
            case "GET /sandbox":
                return Answer.json(200, summary() + "\n");
            case "GET /sandbox/faults":
                return Answer.json(200, faults() + "\n");
            case "POST /sandbox/faults":
                return inject(body.getBytes());
            case "DELETE /sandbox/faults":
                sandbox.clearFaults();
                return Answer.empty(204);
            case "DELETE /sandbox":
                sandbox.clear();
                return Answer.empty(204);
            default:
                return SandboxError.NOT_FOUND.answer("Nothing is here. POST goes to /token, /tickets, /tickets/list and"
                        + " /sandbox/faults; GET to /sandbox, /sandbox/tickets and /sandbox/faults; DELETE to /sandbox"
                        + " and /sandbox/faults.");
        }
    }

    private void tickets(HttpServerRequest request) {
        try {
            long skip = parameter(request, "skip").orElse(0L);
            long take = parameter(request, "take").orElse(Long.MAX_VALUE);
            var tickets = sandbox.tickets().stream().skip(skip).limit(take).iterator();
            new TicketStream(request.response(), tickets)
                    .start(sandbox.ticketCount(), sandbox.requestCount(Endpoint.TICKETS));
        } catch (RefusedException e) {
            FaultPlayer.send(request.response(), e.answer());
        }
    }

    private static Optional<Long> parameter(HttpServerRequest request, String name) throws RefusedException {
        String text = request.getParam(name);
        if (text != null && !text.matches("\\d{1,18}")) {
            throw new RefusedException(SandboxError.INVALID_VALUE, name + " must be a whole number, 0 or more.");
        }
        return Optional.ofNullable(text).map(Long::valueOf);
    }

    private ObjectNode summary() {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put("tickets", sandbox.ticketCount());
        ObjectNode requests = summary.putObject("requests");
        for (Endpoint endpoint : Endpoint.values()) {
            requests.put(endpoint.path(), sandbox.requestCount(endpoint));
        }
        summary.set("faults", faults());
        return summary;
    }

    private ArrayNode faults() {
        ArrayNode faults = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : sandbox.faults()) {
            ObjectNode shown = faults.addObject();
            shown.put("on", fault.on().label()).put("fault", fault.name());
            fault.times().ifPresent(times -> shown.put("times", times));
            if (fault.probability() < 1) {
                shown.put("probability", fault.probability()).put("seed", fault.seed());
            }
        }
        return faults;
    }

    /** One fault or a list of them; none is switched on when one is wrong. */
    private Answer inject(byte[] body) {
        try {
            JsonNode json = StrictJson.value(body);
            List<Fault> read = new ArrayList<>();
            for (JsonNode one : json.isArray() ? json : List.of(json)) {
                read.add(FaultReader.read(one));
            }
            read.forEach(sandbox::inject);
            return Answer.json(201, faults() + "\n");
        } catch (RefusedException e) {
            return e.answer();
        }
    }
}
