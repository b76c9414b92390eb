package io.ticketbridge.socialboards;

import io.ticketbridge.socialboards.TokenSource.BearerToken;
import java.time.Instant;

/**
 * An access token and its times.
 *
 * @param fingerprint of the configured token it descends from
 */
record AccessToken(String value, long generation, String fingerprint, Instant renewAt, Instant endsAt) {

    boolean isFresh(Instant now) {
        return now.isBefore(renewAt);
    }

    boolean isUsable(Instant now) {
        return now.isBefore(endsAt);
    }

    BearerToken bearer() {
        return new BearerToken(value, generation);
    }

    @Override
    public String toString() {
        return "AccessToken[generation=" + generation + ", endsAt=" + endsAt + "]";
    }
}
