package io.ticketbridge.demo;

import io.ticketbridge.account.AccountFile;
import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.LoadedConfiguration;
import io.ticketbridge.engine.Engine;
import io.ticketbridge.engine.EngineOptions;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bridge and a sandbox of their own, on free ports and in one folder, whatever is configured elsewhere. */
public final class Demo implements AutoCloseable {

    private static final String USER = "demo";

    private final String password = AccountFile.newApiKey();
    private final Path folder;
    private final Sandbox sandbox;
    private final Engine engine;

    /**
     * Starts both.
     *
     * @param folder for configuration and data; must exist
     * @param routes the folder of the routes
     * @throws io.ticketbridge.engine.EngineUnusableException when the bridge cannot start
     */
    public static Demo start(Path folder, Path routes) throws IOException {
        Sandbox sandbox = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
        try {
            return new Demo(folder, routes, sandbox);
        } catch (IOException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private Demo(Path folder, Path routes, Sandbox sandbox) throws IOException {
        this.folder = folder;
        this.sandbox = sandbox;
        Files.write(folder.resolve("mapping.yaml"), Sample.load("mapping.yaml").bytes());
        new AccountFile(folder.resolve("accounts.properties"))
                .add(
                        new AccountFile.NewAccount(USER, "Ida Nordmann", "ida@example.no", Optional.empty(), List.of()),
                        password,
                        AccountFile.newApiKey());
        LoadedConfiguration loaded = configuration();
        this.engine = Engine.start(
                new EngineOptions(loaded.liveSettings(), loaded.asCamelProperties(), routes, false, Clock.systemUTC()));
    }

    /** Nothing of the environment counts here. */
    private LoadedConfiguration configuration() {
        return ConfigurationLoader.load(new ConfigurationSources(
                Optional.of(folder),
                Map.of(),
                List.of(
                        "data.dir=" + folder.resolve("data"),
                        "http.port=0",
                        "management.port=0",
                        "queue.port=0",
                        "mode.test=reject",
                        "inbox.settle=500ms",
                        "socialboards.base-url=" + sandbox.uri(),
                        "socialboards.client-id=demo",
                        "socialboards.refresh-token=demo")));
    }

    public String readyLine() {
        return engine.readyLine();
    }

    public URI sandbox() {
        return sandbox.uri();
    }

    /** Sends the samples through all doors and waits for each. */
    public List<DemoRow> sendSamples() throws IOException, InterruptedException, JMSException {
        List<DemoRow> rows = new ArrayList<>(new RestSamples(engine.rest(), USER, password).send());
        rows.addAll(new FileSamples(folder.resolve("data").resolve("inbox")).send());
        String broker = engine.broker().orElseThrow(() -> new IllegalStateException("the demo's broker has a port"));
        rows.addAll(new QueueSamples(broker, Keys.QUEUE_NAME.defaultText().orElseThrow()).send());
        return rows;
    }

    /** Tickets that the sandbox created, all in all. */
    public long created() {
        return sandbox.ticketCount();
    }

    @Override
    public void close() {
        engine.close();
        sandbox.close();
    }
}
