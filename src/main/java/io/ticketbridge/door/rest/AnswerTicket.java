package io.ticketbridge.door.rest;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.State;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step: 200 for a delivered ticket, 422 for one that was rejected or given up, and for any other what
 * {@code http.when-open} says.
 */
final class AnswerTicket implements Processor {

    static final String KEY_HEADER = "Ticketbridge-Key";

    private static final Reason NO_REASON = new Reason("Rejected", "No reason was kept.");

    private final TicketBody bodies;
    private final int whenOpen;

    AnswerTicket(TicketBody bodies, int whenOpen) {
        this.bodies = bodies;
        this.whenOpen = whenOpen;
    }

    @Override
    public void process(Exchange exchange) {
        String key = exchange.getProperty(RestProperties.KEY, String.class);
        Optional<?> known = exchange.getProperty(RestProperties.INTENT, Optional.class);
        Optional<Intent> intent = known.map(Intent.class::cast);
        RestAnswer answer =
                switch (intent.map(Intent::state).orElse(State.ACCEPTED)) {
                    case DELIVERED -> delivered(exchange, key, intent);
                    case REJECTED, DEAD ->
                        RestErrors.rejected(intent.flatMap(Intent::reason).orElse(NO_REASON));
                    default -> open(exchange, key, intent);
                };
        RestMessage.write(exchange, answer.with(KEY_HEADER, key));
    }

    /** The ticket is kept, so a ledger that is lost now must not make its caller send it again. */
    private RestAnswer delivered(Exchange exchange, String key, Optional<Intent> intent) {
        try {
            return bodies.delivered(intent.orElseThrow(), own(exchange, intent));
        } catch (LedgerUnavailableException lost) {
            return open(exchange, key, Optional.empty());
        }
    }

    /** What this caller sent, where that is what the ledger holds: it made the intent, and nothing has replaced it. */
    private static Optional<SupportTicket> own(Exchange exchange, Optional<Intent> intent) {
        boolean created = exchange.getProperty(RestProperties.CREATED, false, Boolean.class);
        return intent.filter(found -> created && found.revision() == 1)
                .map(found -> exchange.getProperty(RestProperties.TICKET, SupportTicket.class));
    }

    private RestAnswer open(Exchange exchange, String key, Optional<Intent> intent) {
        boolean askedFor202 = Preference.of(RestRequest.in(exchange).prefer()).respondAsync();
        SupportTicket ticket = exchange.getProperty(RestProperties.TICKET, SupportTicket.class);
        RestAnswer answer = whenOpen == 503 && !askedFor202
                ? RestErrors.unavailable("The ticket is accepted and not delivered yet; do not send it again.")
                : bodies.accepted(askedFor202 ? 202 : whenOpen, key, intent, own(exchange, intent), ticket);
        return answer.with("Location", "/api/v2/support_ticket/" + key + ".json");
    }
}
