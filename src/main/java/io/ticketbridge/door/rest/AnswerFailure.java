package io.ticketbridge.door.rest;

import io.ticketbridge.account.AuthenticationBusyException;
import io.ticketbridge.intake.TicketIntake;
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

    private static final String NOTHING_KEPT = "Tickets cannot be accepted now; nothing was kept. Try again.";
    private static final String IN_DOUBT = "The ledger was lost while it took the ticket, which may be kept or not."
            + " Send it again: with the same Idempotency-Key or external_id it cannot become a second ticket.";

    @Override
    public void process(Exchange exchange) {
        Optional<String> key = Optional.ofNullable(exchange.getProperty(RestProperties.KEY, String.class));
        RestAnswer answer = answer(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        RestMessage.write(
                exchange,
                key.map(accepted -> answer.with(AnswerTicket.KEY_HEADER, accepted))
                        .orElse(answer));
    }

    /** The shared path sets its hints after the ledger's commit. */
    private static boolean isAccepted(Exchange exchange) {
        return exchange.getProperty(TicketIntake.HINTS) != null;
    }

    private static RestAnswer answer(Exchange exchange, Throwable failure) {
        if (failure instanceof RestRefusal refusal) {
            return refusal.answer();
        }
        if (isAccepted(exchange)) {
            LOG.error("Request {} failed after its ticket was accepted", exchange.getExchangeId(), failure);
            return RestErrors.alreadyAccepted();
        }
        if (failure instanceof LedgerUnavailableException lost) {
            LOG.warn("A request is answered 503: {}", failure.getMessage());
            return RestErrors.unavailable(lost.isInDoubt() ? IN_DOUBT : NOTHING_KEPT);
        }
        if (failure instanceof AuthenticationBusyException || failure instanceof RejectedExecutionException) {
            return RestErrors.unavailable("The door is busy; nothing was kept. Try again.");
        }
        LOG.error("Request {} failed", exchange.getExchangeId(), failure);
        return RestErrors.fault(exchange.getExchangeId());
    }
}
