package io.ticketbridge.engine;

import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A real engine with the shipped routes, on free ports, whose live upstream is a sandbox that counts. Everything of it
 * is under one folder of the test.
 */
public final class RunningBridge implements AutoCloseable {

    private final SandboxOptions upstreamOptions;
    private Sandbox upstream;
    private final List<String> settings = new ArrayList<>();
    private final Clock clock;
    private Engine engine;

    public RunningBridge(Path folder, Clock clock, String... more) {
        this(folder, clock, SandboxOptions.defaults(), more);
    }

    /** @param upstreamClock the times at which the upstream says that tickets were created */
    public RunningBridge(Path folder, Clock clock, Clock upstreamClock, String... more) {
        this(folder, clock, SandboxOptions.defaults().withClock(upstreamClock), more);
    }

    public RunningBridge(Path folder, Clock clock, SandboxOptions upstreamOptions, String... more) {
        this.clock = clock;
        this.upstreamOptions = upstreamOptions;
        this.upstream = sandboxAt(0);
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

    /** Settings that beat the earlier ones, from the next start on. */
    public RunningBridge with(String... changed) {
        settings.addAll(List.of(changed));
        return this;
    }

    /** Takes a setting away, so that its default counts. */
    public RunningBridge without(String key) {
        settings.removeIf(setting -> setting.startsWith(key + "="));
        return this;
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

    private Sandbox sandboxAt(int port) {
        return Sandbox.start("127.0.0.1", port, upstreamOptions);
    }

    /** From now on connections to the upstream are refused; what it created is forgotten. */
    public void upstreamDown() {
        upstream.close();
    }

    /** The upstream is back where it was. */
    public void upstreamUp() {
        upstream = sandboxAt(upstream.uri().getPort());
    }

    /** Hands a form over as a door does. @return the ticket key */
    public String accept(String form) {
        List<?> taken = engine.camel()
                .createProducerTemplate()
                .requestBodyAndHeader(
                        "direct:ticket", form, "Content-Type", "application/x-www-form-urlencoded", List.class);
        return ((Taken.InLedger) taken.get(0)).acceptance().key();
    }

    public Intent find(String key) {
        return engine.ledger().inspection().find(key).orElseThrow();
    }

    /** Waits until the intent is as asked. */
    public Intent await(String key, Predicate<Intent> condition) {
        return Awaitility.await(key + " in its " + find(key).state())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(key), condition);
    }

    /** Tickets that the upstream really created with this subject. */
    public List<CreatedTicket> created(String subject) {
        return upstream.tickets().stream()
                .filter(ticket -> ticket.json().contains("\"title\":\"" + subject + "\""))
                .toList();
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
