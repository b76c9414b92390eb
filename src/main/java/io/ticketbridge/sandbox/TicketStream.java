package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;

/** Writes created tickets as one JSON document, piece by piece, no faster than they are read. */
final class TicketStream {

    private static final int PIECE = 64 << 10;

    private final HttpServerResponse response;
    private final Iterator<CreatedTicket> tickets;
    private String separator = "\n";

    TicketStream(HttpServerResponse response, Iterator<CreatedTicket> tickets) {
        this.response = response;
        this.tickets = tickets;
    }

    /** @param total tickets created, @param wireRequests requests made to {@code POST /tickets} */
    void start(long total, long wireRequests) {
        response.setChunked(true).putHeader("Content-Type", Answer.JSON.get("Content-Type"));
        response.write("{\"total\":" + total + ",\"wireRequests\":" + wireRequests + ",\"tickets\":[");
        goOn();
    }

    private void goOn() {
        while (tickets.hasNext() && !response.closed()) {
            Buffer piece = Buffer.buffer(PIECE);
            while (tickets.hasNext() && piece.length() < PIECE) {
                append(piece, tickets.next());
            }
            response.write(piece);
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> goOn());
                return;
            }
        }
        if (!response.closed()) {
            response.end("\n]}\n");
        }
    }

    private void append(Buffer piece, CreatedTicket ticket) {
        piece.appendString(separator)
                .appendString("{\"id\":" + ticket.id())
                .appendString(",\"time\":\"" + TicketView.time(ticket.time()) + "\"")
                .appendString(",\"wireRequest\":" + ticket.wireRequest())
                .appendString(",\"fault\":"
                        + ticket.fault()
                                .map(name ->
                                        JsonNodeFactory.instance.textNode(name).toString())
                                .orElse("null"))
                .appendString(",\"request\":")
                .appendBytes(ticket.body())
                .appendString("}");
        separator = ",\n";
    }
}
