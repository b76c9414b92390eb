package io.ticketbridge.configuration;

import java.util.Optional;
import java.util.function.Function;

/**
 * One configuration key.
 *
 * @param name without the prefix {@code ticketbridge.}
 * @param defaultText the default as a person would write it; empty = the key has none
 * @param parser throws {@link IllegalArgumentException} whose message says what the value must be
 * @param unit what a value is, such as {@code duration} or {@code count}
 * @param meaning one line: what it does and what follows from it
 * @param secret never shown
 */
public record Key<T>(
        String name,
        Optional<String> defaultText,
        Function<String, T> parser,
        String unit,
        String meaning,
        boolean secret) {

    public static final String PREFIX = "ticketbridge.";

    /** The name with its prefix, as it stands in files and messages. */
    public String fullName() {
        return PREFIX + name;
    }

    /** The environment variable of this key: {@code ticketbridge.a.b-c} is {@code TICKETBRIDGE_A_B_C}. */
    public String environmentName() {
        return fullName().toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
