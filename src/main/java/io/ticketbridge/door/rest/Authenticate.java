package io.ticketbridge.door.rest;

import io.ticketbridge.account.Account;
import io.ticketbridge.account.Authenticator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step: 401, or the caller's account as property. */
final class Authenticate implements Processor {

    private final Authenticator authenticator;

    Authenticate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    static Account account(Exchange exchange) {
        return exchange.getProperty(RestProperties.ACCOUNT, Account.class);
    }

    @Override
    public void process(Exchange exchange) {
        RestRequest request = RestRequest.in(exchange);
        Account account = authenticator
                .authenticate(request.authorization(), request.address())
                .orElseThrow(() -> new RestRefusal(RestErrors.unauthorized()));
        exchange.setProperty(RestProperties.ACCOUNT, account);
    }
}
