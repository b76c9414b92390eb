package io.ticketbridge.door.rest;

import io.ticketbridge.account.Account;
import io.ticketbridge.ledger.Inspection;
import io.ticketbridge.ledger.Intent;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step: the status resource of one ticket of the caller's own; 404 for any other. */
final class AnswerStatus implements Processor {

    private final Inspection inspection;
    private final TicketBody bodies;

    AnswerStatus(Inspection inspection, TicketBody bodies) {
        this.inspection = inspection;
        this.bodies = bodies;
    }

    @Override
    public void process(Exchange exchange) {
        Account account = Authenticate.account(exchange);
        Intent intent = inspection
                .find(RestRequest.in(exchange).ticketKey())
                .filter(found -> found.account().equals(Optional.of(account.user())))
                .orElseThrow(() -> new RestRefusal(RestErrors.notFound()));
        RestMessage.write(exchange, bodies.status(intent).with(AnswerTicket.KEY_HEADER, intent.key()));
    }
}
