package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Deliveries;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.mapping.MappingRefusedException;
import io.ticketbridge.newsocialcloud.FieldError;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code reject-unmappable}: the mapping of this moment refuses a ticket that an earlier one took. Nothing was
 * sent. The brake learns of it, so that one mistake in the mapping does not reject a whole backlog. What its batch or
 * the brake holds back by now stays as it is: one by one, so that the brake sees each before the next.
 */
public final class RejectUnmappable implements Processor {

    /** The rule of such a rejection, as the brake sees it. */
    static final String RULE = "mapping";

    private final Deliveries deliveries;
    private final DeliveryListener listener;

    public RejectUnmappable(Deliveries deliveries, DeliveryListener listener) {
        this.deliveries = deliveries;
        this.listener = listener;
    }

    @Override
    public synchronized void process(Exchange exchange) {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        if (!attempt.link().stillAdmits(attempt.intent())) {
            return;
        }
        FieldError error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, MappingRefusedException.class)
                .error();
        Reason reason = new Reason(error.type(), error.message());
        deliveries
                .load(attempt.intent().key()) // what is held back, or not due any more, cannot be loaded
                .flatMap(due -> deliveries.move(attempt.intent(), new Settlement.Rejected(reason), "mapping"))
                .ifPresent(rejected -> {
                    attempt.leaveUnsent(new Outcome.Rejected(
                            RULE, error.type() + " " + error.field(), error.message(), OptionalInt.empty()));
                    listener.moved(rejected);
                });
    }
}
