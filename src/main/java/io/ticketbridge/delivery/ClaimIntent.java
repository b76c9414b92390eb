package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Claim;
import io.ticketbridge.ledger.Deliveries;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.mapping.SupportTicketToCreateTicket;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code claim-intent}: the durable right to send, in one commit with the frozen request; or stops, when another
 * has it or its content was corrected since it was loaded. The body becomes the bytes to send and the headers those of
 * the request, no others.
 */
public final class ClaimIntent implements Processor {

    private final Deliveries deliveries;
    private final Duration lease;

    /** @param lease how long the claim holds: longer than the deadline of an exchange and the settling of its answer */
    public ClaimIntent(Deliveries deliveries, Duration lease) {
        this.deliveries = deliveries;
        this.lease = lease;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        byte[] body = exchange.getMessage().getMandatoryBody(byte[].class);
        Payload.FrozenRequest request = new Payload.FrozenRequest(
                body,
                exchange.getProperty(SupportTicketToCreateTicket.MAPPING_FINGERPRINT, "", String.class),
                Likeness.of(body));
        Optional<Claim> claim = deliveries.claim(attempt.intent(), request, lease);
        if (claim.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        attempt.claimed(claim.get());
        exchange.getMessage().setBody(claim.get().request().body());
    }
}
