package io.ticketbridge.sandbox;

import java.time.Duration;
import java.util.Map;

/** What a {@link Fault} does to a request. */
public sealed interface Effect {

    /**
     * Answers this instead of the true answer.
     *
     * @param create whether the request does its work first, as if a proxy had spoilt the answer
     */
    record Canned(int status, Map<String, String> headers, String body, boolean create) implements Effect {
        public Canned {
            headers = Map.copyOf(headers);
        }
    }

    /** Breaks the connection. */
    record Break(Moment moment) implements Effect {}

    /** When a connection breaks. */
    enum Moment {
        /** As soon as the request's head is here: its body is not read. */
        HEAD,
        /** After the whole request, before any work. */
        REQUEST,
        /** After the work, without a byte of the answer. */
        WORK
    }

    /** Never answers. @param create whether the request does its work first */
    record Stall(boolean create) implements Effect {}

    /** Does the work at once and answers after a delay. */
    record Slow(Duration delay) implements Effect {}

    /** Answers byte by byte, this long apart. */
    record Drip(Duration gap) implements Effect {}

    /** Answers half of the body it announced, then closes. */
    record Cut() implements Effect {}

    /** Pads the true answer with spaces to this many bytes. */
    record Pad(int bytes) implements Effect {}

    /** The list does not show tickets younger than this. */
    record Lag(Duration age) implements Effect {}

    /** The list answers as if the request had no filter. */
    record IgnoreFilter() implements Effect {}

    /** Every access token given so far stops counting, this request's included. */
    record Revoke() implements Effect {}
}
