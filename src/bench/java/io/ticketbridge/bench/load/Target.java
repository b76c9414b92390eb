package io.ticketbridge.bench.load;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.LongFunction;

/**
 * Where tickets are posted, and in which form.
 *
 * @param body of the ticket of a number
 * @param authorization the header's value; empty = none
 */
public record Target(URI uri, String contentType, LongFunction<String> body, String authorization) {

    /** A support ticket as callers of the old API send it. */
    public static Target form(URI uri) {
        return new Target(uri, "application/x-www-form-urlencoded", TicketTexts::form, "");
    }

    /** Straight to the upstream. */
    public static Target upstream(URI uri) {
        return new Target(uri, "application/json", TicketTexts::createTicketRequest, "Bearer bench");
    }

    public Target withBasic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Target(uri, contentType, body, "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    RequestOptions request() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", contentType);
        if (!authorization.isEmpty()) {
            headers.add("Authorization", authorization);
        }
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(uri.getRawPath())
                .setHeaders(headers);
    }
}
