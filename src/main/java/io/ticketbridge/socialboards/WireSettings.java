package io.ticketbridge.socialboards;

import java.net.URI;
import java.time.Duration;

/**
 * What a {@link WireClient} may do.
 *
 * @param origin the only scheme, host and port it ever speaks to
 * @param contentType of every request
 * @param connectTimeout for a free connection, for the connect to each address, and for each step of the TLS handshake
 * @param deadline for the whole exchange, until the last byte of the answer
 * @param maxInFlight connections, and so requests, at once
 * @param longestAnswer in bytes; a longer one is incomplete
 * @param userAgent such as {@code ticketbridge/1.0}
 */
public record WireSettings(
        URI origin,
        String contentType,
        Duration connectTimeout,
        Duration deadline,
        int maxInFlight,
        int longestAnswer,
        String userAgent) {

    /** Largest answer of a ticket call: 256 KiB. */
    public static final int TICKET_ANSWER = 256 * 1024;

    /** Largest answer of the token endpoint: 64 KiB. */
    public static final int TOKEN_ANSWER = 64 * 1024;

    /** Largest page of a list, 50 tickets: 8 MiB. */
    public static final int LIST_ANSWER = 8 * 1024 * 1024;

    public static final String JSON = "application/json";
    public static final String FORM = "application/x-www-form-urlencoded";
}
