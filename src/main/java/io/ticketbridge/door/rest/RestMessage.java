package io.ticketbridge.door.rest;

import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Writes an answer into the exchange, with nothing but its headers. The body is a buffer, which Camel writes at once
 * and with a Content-Length; an array it would stream, in four tasks on threads of the pool.
 */
final class RestMessage {

    private RestMessage() {}

    static void write(Exchange exchange, RestAnswer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(ByteBuffer.wrap(answer.body()));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, RestAnswer.JSON);
        answer.headers().forEach(message::setHeader);
    }
}
