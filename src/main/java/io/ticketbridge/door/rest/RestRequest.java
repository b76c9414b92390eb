package io.ticketbridge.door.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;

/**
 * What a caller sent, taken from the HTTP request itself before all headers are stripped.
 *
 * @param query the raw query string
 * @param address the caller's address, without its port
 * @param isGone whether the caller has hung up
 */
record RestRequest(
        String path,
        Optional<String> query,
        byte[] body,
        Optional<String> contentType,
        Optional<String> contentEncoding,
        Optional<String> authorization,
        List<String> idempotencyKey,
        List<String> prefer,
        String address,
        BooleanSupplier isGone) {

    private static final String SUFFIX = ".json";
    private static final byte[] NO_BODY = {};

    static RestRequest of(HttpServerRequest request, byte[] body) {
        return new RestRequest(
                request.path(),
                Optional.ofNullable(request.query()),
                body,
                OriginalContentType.of(request),
                Optional.ofNullable(request.getHeader("Content-Encoding")),
                Optional.ofNullable(request.getHeader("Authorization")),
                List.copyOf(request.headers().getAll("Idempotency-Key")),
                List.copyOf(request.headers().getAll("Prefer")),
                request.remoteAddress() == null
                        ? "unknown"
                        : request.remoteAddress().hostAddress(),
                request.response()::closed);
    }

    static RestRequest in(Exchange exchange) {
        return exchange.getProperty(RestProperties.REQUEST, RestRequest.class);
    }

    /** The same without its body: whoever waits for an answer must not hold what nobody reads again. */
    RestRequest withoutBody() {
        return new RestRequest(
                path,
                query,
                NO_BODY,
                contentType,
                contentEncoding,
                authorization,
                idempotencyKey,
                prefer,
                address,
                isGone);
    }

    /** The {@code {id}} of {@code /api/v2/support_ticket/{id}.json}. */
    String ticketKey() {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
    }

    @Override
    public String toString() {
        return "RestRequest[]";
    }
}
