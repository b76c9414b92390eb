package io.ticketbridge.door.rest;

import io.ticketbridge.account.Account;
import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step: 400 or 403, or the ticket as the shared path takes it. The shared path checks again what concerns all doors;
 * here it is for the order of the answers: a broken field is told before a foreign application.
 */
final class CheckTicket implements Processor {

    static final String DOOR = "rest";

    private final RepeatWindow repeatWindow;
    private final Clock clock;

    CheckTicket(RepeatWindow repeatWindow, Clock clock) {
        this.repeatWindow = repeatWindow;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Account account = Authenticate.account(exchange);
        TicketFields fields = exchange.getMessage().getBody(TicketFields.class);
        SupportTicket ticket = check(fields);
        List<Identity> identities = identities(account, ticket, RestRequest.in(exchange));
        if (!account.mayUse(ticket.applicationId())) {
            throw new RestRefusal(RestErrors.permissionDenied());
        }
        exchange.setProperty(RestProperties.TICKET, ticket);
        exchange.getMessage()
                .setBody(List.of(new IncomingTicket(
                        DOOR,
                        fields,
                        Optional.of(account.user()),
                        Optional.of(creator(account)),
                        account.maySetCreator(),
                        identities,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty())));
    }

    private static SupportTicket check(TicketFields fields) {
        TicketCheck.Result result = TicketCheck.check(fields);
        if (result instanceof TicketCheck.Result.Invalid invalid) {
            throw new RestRefusal(RestErrors.invalid(invalid.error()));
        }
        return ((TicketCheck.Result.Valid) result).ticket();
    }

    private static SupportTicket.Creator creator(Account account) {
        return new SupportTicket.Creator(account.name(), account.email(), account.phone());
    }

    /** A caller's key is its own: another account's equal key is another one. */
    private List<Identity> identities(Account account, SupportTicket ticket, RestRequest request) {
        return IdempotencyKey.of(request.idempotencyKey())
                .map(key -> List.of(new Identity(Identity.Kind.REST, account.user() + ":" + key)))
                .orElseGet(() -> repeatWindow.identities(account, ticket, clock.instant()));
    }
}
