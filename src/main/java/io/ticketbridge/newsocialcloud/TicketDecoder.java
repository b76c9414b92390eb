package io.ticketbridge.newsocialcloud;

import java.nio.charset.Charset;
import java.util.Optional;

/** Decodes the bytes of a request or a message, strictly: no character is lost, replaced or cut. Thread-safe. */
public final class TicketDecoder {

    /** @param fallback the charset of a body that declares none and is not UTF-8 */
    public TicketDecoder(Charset fallback) {
        throw new AssertionError("skeleton");
    }

    /**
     * @param contentType as it came; empty = by look
     * @param query the raw query string of a REST request; its parameters count, the body's win
     */
    public Decoded decode(byte[] body, Optional<String> contentType, Optional<String> query) {
        throw new AssertionError("skeleton");
    }
}
