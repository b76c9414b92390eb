package io.ticketbridge.door.rest;

import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step: 400, 403 or 422 for what the shared path did not take; otherwise waits for the ticket to rest. The ticket is
 * accepted by now, so a ledger that is lost while waiting is no error: the caller learns what is known.
 */
final class AwaitRest implements Processor {

    private final RestingWait resting;
    private final Duration ordinaryWait;

    AwaitRest(RestingWait resting, Duration ordinaryWait) {
        this.resting = resting;
        this.ordinaryWait = ordinaryWait;
    }

    @Override
    public void process(Exchange exchange) {
        Acceptance acceptance =
                acceptance(exchange.getMessage().getBody(List.class).get(0));
        exchange.setProperty(RestProperties.KEY, acceptance.key());
        exchange.setProperty(RestProperties.CREATED, acceptance instanceof Acceptance.Created);
        RestRequest request = RestRequest.in(exchange);
        Duration limit = Preference.of(request.prefer()).limit(ordinaryWait);
        exchange.setProperty(RestProperties.INTENT, await(acceptance, limit, request.isGone()));
    }

    private Optional<Intent> await(Acceptance acceptance, Duration limit, BooleanSupplier gone) {
        try {
            return acceptance instanceof Acceptance.Created created
                    ? Optional.of(resting.awaitNew(created.intent(), limit, gone))
                    : resting.await(acceptance.key(), limit, gone);
        } catch (LedgerUnavailableException lost) {
            return Optional.empty();
        }
    }

    private static Acceptance acceptance(Object taken) {
        if (taken instanceof Taken.NotTaken notTaken) {
            throw new RestRefusal(RestErrors.invalid(notTaken.error()));
        }
        Acceptance acceptance = ((Taken.InLedger) taken).acceptance();
        if (acceptance instanceof Acceptance.Refused refused) {
            throw new RestRefusal(RestErrors.refused(refused.reason()).with(AnswerTicket.KEY_HEADER, refused.key()));
        }
        return acceptance;
    }
}
