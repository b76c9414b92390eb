package io.ticketbridge.configuration;

/** The configuration cannot be used. The message is one sentence that names the key and says what to do. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }
}
