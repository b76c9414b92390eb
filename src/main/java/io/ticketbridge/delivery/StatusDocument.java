package io.ticketbridge.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The status resource of one intent, the same at the REST door and in a queue caller's reply. */
public final class StatusDocument {

    private StatusDocument() {}

    /**
     * {@code {"key","state","ticket_id","reason","attempts","not_before","upstream"}}, in this order; what does not
     * apply is null. {@code reason} is its code, a colon and its text; {@code not_before} is when the next attempt or
     * probe may come, in whole seconds of UTC. The caller may add to it.
     */
    public static ObjectNode of(Intent intent) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("key", intent.key());
        document.put("state", intent.state().label());
        document.put(
                "ticket_id",
                intent.ticketId().isPresent() ? (Long) intent.ticketId().getAsLong() : null);
        document.put("reason", intent.reason().map(StatusDocument::text).orElse(null));
        document.put("attempts", intent.attempts());
        document.put("not_before", hasNextTime(intent) ? seconds(intent.notBefore()) : null);
        document.put("upstream", intent.upstream().label());
        return document;
    }

    private static boolean hasNextTime(Intent intent) {
        return intent.state() == State.WAITING || (intent.state() == State.UNKNOWN && !intent.parked());
    }

    private static String text(Reason reason) {
        return reason.code() + ": " + reason.text();
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
