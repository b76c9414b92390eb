package io.ticketbridge.engine;

import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.configuration.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What an engine is started with.
 *
 * @param properties every resolved key that is not a secret, by full name, for the routes' <code>{{…}}</code>
 * @param routes the folder of the {@code *.camel.yaml} files
 * @param sandbox everything goes to the sandbox and is marked so
 * @param clock the machine's clock
 */
public record EngineOptions(
        Settings settings, Map<String, String> properties, Path routes, boolean sandbox, Clock clock) {

    public EngineOptions {
        properties = Map.copyOf(properties);
    }

    /**
     * Without {@code sandbox} the credentials of the live upstream must be there.
     *
     * @throws io.ticketbridge.configuration.ConfigurationException with the first problem of the configuration
     */
    public static EngineOptions of(LoadedConfiguration loaded, Path routes, boolean sandbox, Clock clock) {
        Settings settings = sandbox ? loaded.settings() : loaded.liveSettings();
        return new EngineOptions(settings, loaded.asCamelProperties(), routes, sandbox, clock);
    }
}
