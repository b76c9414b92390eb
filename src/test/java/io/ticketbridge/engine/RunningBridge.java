package io.ticketbridge.engine;

import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A real engine with the shipped routes, on free ports, whose live upstream is a sandbox that counts. Everything of it
 * is under one folder of the test.
 */
public final class RunningBridge implements AutoCloseable {

    private final Sandbox upstream;
    private final List<String> settings = new ArrayList<>();
    private final Clock clock;
    private Engine engine;

    public RunningBridge(Path folder, Clock clock, String... more) {
        this.clock = clock;
        this.upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
        settings.addAll(List.of(
                "http.port=0",
                "management.port=0",
                "queue.port=off",
                "data.dir=" + folder.resolve("data"),
                "accounts.file=" + folder.resolve("accounts.properties"),
                "mapping.file=config/mapping.yaml",
                "socialboards.base-url=" + upstream.uri(),
                "socialboards.client-id=test-client",
                "socialboards.refresh-token=test-refresh-token",
                "retry.delay=50ms",
                "retry.max-delay=400ms",
                "unknown.settle=100ms"));
        settings.addAll(List.of(more));
    }

    public RunningBridge start() {
        LoadedConfiguration loaded = ConfigurationLoader.load(ConfigurationSources.of(settings.toArray(String[]::new)));
        engine = Engine.start(EngineOptions.of(loaded, Path.of("routes"), false, clock));
        return this;
    }

    /** Stops the engine and keeps its folder and its upstream. */
    public void stop() {
        engine.close();
    }

    public Engine engine() {
        return engine;
    }

    public Sandbox upstream() {
        return upstream;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        upstream.close();
    }
}
