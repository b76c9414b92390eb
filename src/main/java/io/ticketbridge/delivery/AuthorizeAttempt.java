package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.TokenUnavailableException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code authorize-attempt}: waits for the allowed rate and for its turn, and gets a token, before anything is
 * claimed. Stops when its upstream or its application is held back meanwhile. Without a token the attempt ends here:
 * nothing was sent, nothing is charged, and the gate learns of it.
 */
public final class AuthorizeAttempt implements Processor {

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        attempt.link().pace().awaitSlot();
        attempt.awaitTurn();
        if (!attempt.link().stillAdmits(attempt.intent())) {
            exchange.setRouteStop(true);
            return;
        }
        try {
            attempt.authorized(attempt.link().tokens().current());
        } catch (TokenUnavailableException e) {
            attempt.leave(
                    e.isRefused()
                            ? new Outcome.Suspect("token-refused", e.getMessage(), Optional.empty(), true)
                            : new Outcome.Retry("no-token", e.getMessage(), Optional.empty(), false));
            exchange.setRouteStop(true);
        }
    }
}
