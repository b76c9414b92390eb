package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One ticket of a list, for people and for programs. It shows no personal datum. */
final class TicketSheet {

    static final List<String> HEADS =
            List.of("key", "door", "upstream", "application", "state", "ticket", "since", "why");

    private TicketSheet() {}

    static List<String> cells(Intent ticket) {
        return List.of(
                ticket.key(),
                ticket.door(),
                ticket.upstream().label(),
                ticket.application(),
                ticket.state().label() + (ticket.parked() ? ", parked" : ""),
                ticket.ticketId().isPresent() ? String.valueOf(ticket.ticketId().getAsLong()) : "-",
                ticket.updatedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                Stream.concat(
                                ticket.possibleDouble() ? Stream.of("possible double") : Stream.empty(),
                                ticket.reason().stream().map(Reason::code))
                        .collect(Collectors.joining(", ")));
    }

    static ObjectNode json(Intent ticket) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", ticket.key());
        json.put("door", ticket.door());
        json.put("upstream", ticket.upstream().label());
        json.put("application", ticket.application());
        json.put("state", ticket.state().label());
        json.put("parked", ticket.parked());
        json.put("possibleDouble", ticket.possibleDouble());
        json.put(
                "ticketId",
                ticket.ticketId().isPresent() ? (Long) ticket.ticketId().getAsLong() : null);
        json.put("code", ticket.reason().map(Reason::code).orElse(null));
        json.put("reason", ticket.reason().map(Reason::text).orElse(null));
        json.put("attempts", ticket.attempts());
        json.put("batch", ticket.row().map(BatchRow::batch).orElse(null));
        json.put("row", ticket.row().map(BatchRow::row).orElse(null));
        json.put("accepted", ticket.createdAt().toString());
        json.put("since", ticket.updatedAt().toString());
        return json;
    }
}
