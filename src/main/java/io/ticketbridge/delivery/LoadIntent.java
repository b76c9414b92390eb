package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Deliveries;
import io.ticketbridge.ledger.Hint;
import io.ticketbridge.mapping.SupportTicketToCreateTicket;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Step {@code load-intent}: reads the intent of a hint, unless the hint brings it, and takes a place at its upstream's
 * gate, or stops. The body becomes the frozen request, or the support ticket that is yet to be mapped (property
 * {@code ticketbridgeUnmapped}).
 */
public final class LoadIntent implements Processor {

    /** Exchange property: true while the body is a support ticket that has never been sent. */
    public static final String UNMAPPED = "ticketbridgeUnmapped";

    /** Exchange property: the label of the upstream it goes to. */
    public static final String UPSTREAM = "ticketbridgeUpstream";

    private final Deliveries deliveries;
    private final Upstreams upstreams;

    public LoadIntent(Deliveries deliveries, Upstreams upstreams) {
        this.deliveries = deliveries;
        this.upstreams = upstreams;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Hint hint = exchange.getMessage().getMandatoryBody(Hint.class);
        Optional<Deliveries.Candidate> found = hint.fresh()
                .or(() -> deliveries.load(hint.key()))
                .filter(candidate -> upstreams.serves(candidate.intent()));
        if (found.isEmpty() || !enter(exchange, found.get())) {
            exchange.setRouteStop(true);
            return;
        }
        Deliveries.Candidate candidate = found.get();
        exchange.setProperty(SupportTicketToCreateTicket.TICKET_KEY, hint.key());
        exchange.setProperty(UPSTREAM, candidate.intent().upstream().label());
        exchange.setProperty(UNMAPPED, candidate.payload().request().isEmpty());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage()
                .setBody(candidate
                        .payload()
                        .request()
                        .map(frozen -> (Object) frozen.body())
                        .orElseGet(() -> candidate.payload().content()));
    }

    private boolean enter(Exchange exchange, Deliveries.Candidate candidate) {
        UpstreamLink link = upstreams.of(candidate.intent().upstream());
        if (!link.tryEnter(candidate.intent())) {
            return false;
        }
        AttemptUnderWay attempt = new AttemptUnderWay(candidate.intent(), link);
        exchange.setProperty(AttemptUnderWay.PROPERTY, attempt);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                attempt.leaveUnlessLeft();
            }
        });
        return true;
    }
}
