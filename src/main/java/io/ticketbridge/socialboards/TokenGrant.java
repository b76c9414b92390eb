package io.ticketbridge.socialboards;

import java.time.Duration;
import java.util.Optional;

/**
 * What the token endpoint gave.
 *
 * @param refreshToken the next one, when the endpoint gave one
 */
record TokenGrant(String accessToken, Optional<String> refreshToken, Duration lifetime) {

    private static final Duration LEAST_MARGIN = Duration.ofSeconds(30);

    /**
     * How long before its end a token is renewed: a tenth of its life and at least 30 seconds, but never more than half
     * of it.
     */
    Duration margin() {
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(LEAST_MARGIN) > 0 ? tenth : LEAST_MARGIN;
        Duration half = lifetime.dividedBy(2);
        return margin.compareTo(half) > 0 ? half : margin;
    }

    @Override
    public String toString() {
        return "TokenGrant[lifetime=" + lifetime + "]";
    }
}
