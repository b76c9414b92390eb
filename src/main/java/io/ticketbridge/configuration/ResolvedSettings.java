package io.ticketbridge.configuration;

import java.util.Map;
import java.util.Optional;

/** Settings whose every value was parsed once, at the start. */
final class ResolvedSettings implements Settings {

    private final Map<String, Object> valuesByName;

    /** @param valuesByName what each key's own parser made of its text */
    ResolvedSettings(Map<String, Object> valuesByName) {
        this.valuesByName = Map.copyOf(valuesByName);
    }

    @Override
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new ConfigurationException(missing(key)));
    }

    @Override
    @SuppressWarnings("unchecked") // the value came from this key's own parser
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) valuesByName.get(key.name()));
    }

    static String missing(Key<?> key) {
        return key.fullName() + " is not set: set it in application.properties or as environment variable "
                + key.environmentName() + ".";
    }
}
