package io.ticketbridge.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Inspection;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.State;
import io.ticketbridge.newsocialcloud.NewSocialCloudAnswer;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What callers are told of a ticket, the same at the REST door and in a queue caller's reply. All of it comes from the
 * ledger, so that repeats are equal. Thread-safe.
 */
public final class TicketDocuments {

    private final Inspection inspection;
    private final TicketLink link;

    /** @param community the account name in the Inbox URL; without it there is no link */
    public TicketDocuments(Inspection inspection, Optional<String> community) {
        this.inspection = inspection;
        this.link = new TicketLink(community);
    }

    /**
     * The status resource: {@code {"key","state","ticket_id","reason","attempts","not_before","upstream"}}, in this
     * order, and {@code "response"} of a delivered one; what does not apply is null. {@code reason} is its code, a
     * colon and its text; {@code not_before} is when the next attempt or probe may come, in whole seconds of UTC.
     */
    public ObjectNode status(Intent intent) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("key", intent.key());
        document.put("state", intent.state().label());
        document.put(
                "ticket_id",
                intent.ticketId().isPresent() ? (Long) intent.ticketId().getAsLong() : null);
        document.put("reason", intent.reason().map(TicketDocuments::text).orElse(null));
        document.put("attempts", intent.attempts());
        document.put("not_before", hasNextTime(intent) ? seconds(intent.notBefore()) : null);
        document.put("upstream", intent.upstream().label());
        if (intent.state() == State.DELIVERED) {
            document.set("response", delivered(intent, content(intent)));
        }
        return document;
    }

    /** NewSocialCloud's answer to the caller of a delivered ticket. */
    public ObjectNode delivered(Intent intent, SupportTicket ticket) {
        return NewSocialCloudAnswer.document(
                ticket, intent.ticketId(), intent.settledAt().orElse(intent.updatedAt()), link.to(intent));
    }

    /** @throws IllegalStateException when its content is no longer kept */
    public SupportTicket content(Intent delivered) {
        return inspection
                .payload(delivered.key())
                .map(payload -> SupportTicket.fromJson(payload.content()))
                .orElseThrow(() -> new IllegalStateException("a delivered ticket has no content"));
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
