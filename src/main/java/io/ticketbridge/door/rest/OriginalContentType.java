package io.ticketbridge.door.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Hides form bodies from the HTTP server's own form handling, which cuts fields at 8,192 characters, loses bytes that
 * are no UTF-8, and makes headers of fields. A form arrives labelled as plain bytes, and its label waits in a header of
 * ours that a caller cannot set, because every request has it overwritten.
 */
final class OriginalContentType {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String KEPT = "Ticketbridge-Content-Type";
    private static final String PLAIN_BYTES = "application/octet-stream";

    private OriginalContentType() {}

    static void hide(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String original = headers.get(CONTENT_TYPE);
        headers.remove(KEPT);
        if (original != null) {
            headers.set(KEPT, original);
            if (isForm(original)) {
                headers.set(CONTENT_TYPE, PLAIN_BYTES);
            }
        }
    }

    static Optional<String> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(KEPT));
    }

    private static boolean isForm(String contentType) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        return type.contains("multipart/") || type.contains("form-urlencoded");
    }
}
