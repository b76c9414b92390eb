package io.ticketbridge.configuration;

import java.util.Optional;

/**
 * One key as it counts now.
 *
 * @param shown its value, for people: placeholders filled in, paths absolute, secrets masked, also those in URLs; empty
 *     = not set
 * @param origin where it was set
 */
public record Effective(Key<?> key, Optional<String> shown, Origin origin) {

    static Effective of(Key<?> key, String text, Origin origin) {
        return new Effective(key, Optional.of(key.secret() ? UrlSecrets.MASK : UrlSecrets.masked(text)), origin);
    }

    static Effective notSet(Key<?> key) {
        return new Effective(key, Optional.empty(), Origin.DEFAULT);
    }
}
