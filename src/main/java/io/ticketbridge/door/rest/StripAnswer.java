package io.ticketbridge.door.rest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step: leaves only the headers that an answer to a ticket may carry. Camel's own {@code removeHeaders} with exceptions
 * compiles them anew for each header of each answer.
 */
final class StripAnswer implements Processor {

    private final Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    StripAnswer() {
        allowed.addAll(List.of(
                Exchange.HTTP_RESPONSE_CODE,
                Exchange.CONTENT_TYPE,
                "Location",
                AnswerTicket.KEY_HEADER,
                "Retry-After"));
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().getHeaders().keySet().removeIf(name -> !allowed.contains(name));
    }
}
