package io.ticketbridge.door.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class DecodeTicketTest {

    @Test
    void keepsNoBodyThatACallerWouldHoldWhileItWaits() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(
                RestProperties.REQUEST,
                new RestRequest(
                        RestStand.PATH,
                        Optional.empty(),
                        "subject=Hi".getBytes(StandardCharsets.UTF_8),
                        Optional.of(RawHttp.FORM),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("key"),
                        List.of("wait=3"),
                        "127.0.0.1",
                        () -> false));

        new DecodeTicket(new TicketDecoder(StandardCharsets.UTF_8)).process(exchange);

        assertThat(exchange.getMessage().getBody()).isNotNull();
        RestRequest kept = RestRequest.in(exchange);
        assertThat(kept.body()).isEmpty();
        assertThat(kept.idempotencyKey()).containsExactly("key");
        assertThat(kept.prefer()).containsExactly("wait=3");
    }
}
