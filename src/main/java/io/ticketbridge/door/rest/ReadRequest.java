package io.ticketbridge.door.rest;

import io.vertx.core.buffer.Buffer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Step: takes from the HTTP request itself what the door needs, as property; the step after it strips every header. */
final class ReadRequest implements Processor {

    @Override
    public void process(Exchange exchange) {
        HttpMessage message = exchange.getMessage(HttpMessage.class);
        byte[] body = message.getBody() instanceof Buffer buffer ? buffer.getBytes() : message.getBody(byte[].class);
        exchange.setProperty(
                RestProperties.REQUEST, RestRequest.of(message.getRequest(), body == null ? new byte[0] : body));
        message.setBody(null);
    }
}
