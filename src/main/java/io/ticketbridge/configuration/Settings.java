package io.ticketbridge.configuration;

import java.util.Optional;

/** The resolved configuration. Immutable, thread-safe. */
public interface Settings {

    /**
     * The value of a key that has a default or was checked to be present. @throws ConfigurationException naming the key
     * when it has neither
     */
    <T> T get(Key<T> key);

    /** The value of a key, when it was set or has a default. */
    <T> Optional<T> find(Key<T> key);
}
