package io.ticketbridge.door.rest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes an answer into the exchange: bytes, so that Camel sends a Content-Length, and nothing but its headers. */
final class RestMessage {

    private RestMessage() {}

    static void write(Exchange exchange, RestAnswer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(answer.body());
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, RestAnswer.JSON);
        answer.headers().forEach(message::setHeader);
    }
}
