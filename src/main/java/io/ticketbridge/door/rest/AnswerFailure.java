package io.ticketbridge.door.rest;

import io.ticketbridge.account.AuthenticationBusyException;
import io.ticketbridge.ledger.LedgerUnavailableException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failed request is answered: the refusal a step threw; 503 where trying again can help; 500 for a fault of
 * ours, which the log tells under the id in the answer. A ticket that was accepted before the failure has its key in
 * the answer.
 */
final class AnswerFailure implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerFailure.class);

    @Override
    public void process(Exchange exchange) {
        RestAnswer answer = answer(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        Optional<String> key = Optional.ofNullable(exchange.getProperty(RestProperties.KEY, String.class));
        RestMessage.write(
                exchange,
                key.map(accepted -> answer.with(AnswerTicket.KEY_HEADER, accepted))
                        .orElse(answer));
    }

    private static RestAnswer answer(Exchange exchange, Throwable failure) {
        if (failure instanceof RestRefusal refusal) {
            return refusal.answer();
        }
        if (failure instanceof LedgerUnavailableException) {
            LOG.warn("A request is answered 503: {}", failure.getMessage());
            return RestErrors.unavailable("Tickets cannot be accepted now; nothing was kept. Try again.");
        }
        if (failure instanceof AuthenticationBusyException || failure instanceof RejectedExecutionException) {
            return RestErrors.unavailable("The door is busy; nothing was kept. Try again.");
        }
        LOG.error("Request {} failed", exchange.getExchangeId(), failure);
        return RestErrors.fault(exchange.getExchangeId());
    }
}
