package io.ticketbridge.configuration;

import java.util.Optional;

/**
 * One key as it counts now.
 *
 * @param shown its value, for people: placeholders filled in, paths absolute, secrets masked; empty = not set
 * @param origin where it was set
 */
public record Effective(Key<?> key, Optional<String> shown, Origin origin) {

    static final String MASK = "********";
}
