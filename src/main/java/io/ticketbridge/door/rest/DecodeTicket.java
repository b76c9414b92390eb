package io.ticketbridge.door.rest;

import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import io.ticketbridge.newsocialcloud.TicketFields;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step: 415 or 400, or the fields of the ticket as body. */
final class DecodeTicket implements Processor {

    private final TicketDecoder decoder;

    DecodeTicket(TicketDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void process(Exchange exchange) {
        RestRequest request = RestRequest.in(exchange);
        if (request.contentEncoding()
                .filter(encoding -> !encoding.strip().equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new RestRefusal(RestErrors.unsupported("The Content-Encoding is not known; send the body as it is."));
        }
        exchange.getMessage().setBody(fields(decoder.decode(request.body(), request.contentType(), request.query())));
        exchange.setProperty(RestProperties.REQUEST, request.withoutBody());
    }

    private static TicketFields fields(Decoded decoded) {
        if (decoded instanceof Decoded.Fields fields) {
            return fields.fields();
        }
        if (decoded instanceof Decoded.Invalid invalid) {
            throw new RestRefusal(RestErrors.invalid(invalid.error()));
        }
        if (decoded instanceof Decoded.Unsupported unsupported) {
            throw new RestRefusal(RestErrors.unsupported(unsupported.why()));
        }
        String why = ((Decoded.Unreadable) decoded).why();
        throw new RestRefusal(RestErrors.invalid(new FieldError("InvalidParameter", "body", why)));
    }
}
