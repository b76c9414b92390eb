package io.ticketbridge.door.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.newsocialcloud.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The error answers, one method a row of the contract's table. */
final class RestErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TICKET_REJECTED = "TicketRejected";
    private static final String RETRY_AFTER_SECONDS = "5";

    private RestErrors() {}

    static RestAnswer notFound() {
        return error(404, "NotFound", "There is nothing at this path.");
    }

    static RestAnswer methodNotAllowed(String method, String allowed) {
        return error(405, "InvalidHTTPMethod", method + " is invalid for this endpoint.")
                .with("Allow", allowed);
    }

    static RestAnswer tooLarge(long limit) {
        return error(413, "RequestTooLarge", "The request body is larger than " + limit + " bytes.");
    }

    static RestAnswer unauthorized() {
        return error(401, "InvalidUsernamePassword", "Username/password is invalid.")
                .with("WWW-Authenticate", "Basic realm=\"NewSocialCloud\"");
    }

    static RestAnswer unsupported(String why) {
        return error(415, "UnsupportedMediaType", why);
    }

    /** 400, or 403 for an application that is not known. */
    static RestAnswer invalid(FieldError error) {
        return error(error.type().equals("PermissionDenied") ? 403 : 400, error.type(), error.message());
    }

    static RestAnswer permissionDenied() {
        return error(403, "PermissionDenied", "This account may not send tickets for this application_id.");
    }

    /** {@code KeyReused} or {@code KeyConflict}. */
    static RestAnswer refused(Reason reason) {
        return error(422, reason.code(), reason.text());
    }

    /** For a ticket that rests undelivered; a reason that is not the upstream's is named. */
    static RestAnswer rejected(Reason reason) {
        boolean upstreams = reason.code().equals(TICKET_REJECTED);
        return error(422, TICKET_REJECTED, upstreams ? reason.text() : reason.code() + ": " + reason.text());
    }

    static RestAnswer unavailable(String why) {
        return error(503, "ServiceUnavailable", why).with("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** 503 without {@code Retry-After}: no client shall send it again by itself. */
    static RestAnswer alreadyAccepted() {
        return error(
                503,
                "ServiceUnavailable",
                "The ticket is accepted; do not send it again. How it stands cannot be told now.");
    }

    static RestAnswer fault(String id) {
        return error(500, "InternalError", "The request failed here; the log tells why under " + id + ".");
    }

    /** What the HTTP server itself refuses, such as a bad request line. */
    static RestAnswer badRequest(int status, String message) {
        return error(status, "InvalidRequest", message);
    }

    private static RestAnswer error(int status, String type, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("type", type).put("message", message);
        return new RestAnswer(status, Map.of(), body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
