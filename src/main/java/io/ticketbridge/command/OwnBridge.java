package io.ticketbridge.command;

import io.ticketbridge.engine.EngineOptions;
import java.time.Clock;

/** The bridge that a command is itself where none runs: with all doors, on ports that stand in nobody's way. */
final class OwnBridge {

    private OwnBridge() {}

    static EngineOptions options(ConfigurationOptions configuration, RoutesOption routes, boolean sandbox) {
        return EngineOptions.of(
                configuration.load("http.port=0", "management.port=0", "queue.port=off"),
                routes.folder(),
                sandbox,
                Clock.systemUTC());
    }
}
