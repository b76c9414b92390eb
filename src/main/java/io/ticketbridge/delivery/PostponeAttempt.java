package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Deliveries;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step {@code postpone-attempt}: an attempt met a fault that nobody foresaw, most likely a defect. Before its claim,
 * its intent waits the longest back-off and says why, so that it holds up no other. After it, the lease ends and the
 * upstream is asked.
 */
public final class PostponeAttempt implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(PostponeAttempt.class);

    private final Deliveries deliveries;
    private final SettlementRule rule;
    private final Clock clock;
    private final DeliveryListener listener;

    public PostponeAttempt(Deliveries deliveries, SettlementRule rule, Clock clock, DeliveryListener listener) {
        this.deliveries = deliveries;
        this.rule = rule;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        if (attempt == null) {
            LOG.error("An intent could not be loaded, and is tried again", fault);
            return;
        }
        LOG.error(
                "The attempt for {} met a fault that nobody foresaw",
                attempt.intent().key(),
                fault);
        if (!attempt.isClaimed()) {
            deliveries
                    .move(attempt.intent(), rule.afterDefect(attempt.intent(), clock.instant()), "defect")
                    .ifPresent(listener::moved);
        }
    }
}
