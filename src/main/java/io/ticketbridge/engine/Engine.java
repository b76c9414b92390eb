package io.ticketbridge.engine;

import io.ticketbridge.audit.AuditOrigin;
import io.ticketbridge.audit.AuditSinks;
import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.delivery.Upstreams;
import io.ticketbridge.door.file.FileDoor;
import io.ticketbridge.door.queue.QueueDoor;
import io.ticketbridge.door.rest.RestDoor;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.CurrentMapping;
import io.ticketbridge.observation.Observation;
import io.ticketbridge.socialboards.WireRecorder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** A running bridge: one ledger, the doors, delivery and the audit. One engine per data folder. Thread-safe. */
public final class Engine implements AutoCloseable {

    private final ShutdownSteps opened = new ShutdownSteps();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final EngineOptions options;
    private final Settings settings;
    private Ledger ledger;
    private String readyLine;
    private Doors doors;
    private Observation observation;
    private CamelContext camel;

    private Engine(EngineOptions options) {
        this.options = options;
        this.settings = options.settings();
    }

    /**
     * Starts all parts; returns when every door runs.
     *
     * @throws EngineUnusableException when a port, a folder or a part cannot be used; nothing is left running
     * @throws ConfigurationException when a file that the configuration names is unusable
     */
    public static Engine start(EngineOptions options) {
        Engine engine = new Engine(options);
        try {
            engine.open();
            return engine;
        } catch (EngineUnusableException | ConfigurationException e) {
            engine.close();
            throw e;
        } catch (LedgerUnavailableException e) {
            engine.close();
            throw new EngineUnusableException(e.getMessage(), e);
        } catch (Exception e) {
            engine.close();
            throw new EngineUnusableException("The bridge could not start: " + RootCause.inWords(e), e);
        }
    }

    /** {@code ticketbridge ready in N ms: …}. */
    public String readyLine() {
        return readyLine;
    }

    /** Where the REST door listens. */
    public URI rest() {
        return doors.restUrl(settings);
    }

    /** Where health and metrics are. */
    public URI management() {
        return URI.create(observation.url());
    }

    /** Where the queue door's broker is; empty = it has no port. */
    public Optional<String> broker() {
        return doors.queue().brokerUrl();
    }

    public Ledger ledger() {
        return ledger;
    }

    CamelContext camel() {
        return camel;
    }

    /** Returns when the engine has been closed. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /** Stops intake, lets what is under way finish or leaves it persisted, and closes all. */
    @Override
    public void close() {
        opened.close();
        stopped.countDown();
    }

    private void open() throws Exception {
        long started = System.nanoTime();
        RoutesFolder.names(options.routes());
        Path dataDir = settings.get(Keys.DATA_DIR);
        Upstream mainUpstream = options.sandbox() ? Upstream.SANDBOX : Upstream.LIVE;
        opened.add("folder lock", FolderLock.take(dataDir, mainUpstream));
        if (settings.get(Keys.LEDGER_URL).startsWith("jdbc:sqlite:")) {
            opened.add("inbox lock", FolderLock.takeInbox(settings.get(Keys.INBOX_DIR), mainUpstream));
        }
        Ledger.Location location = LedgerLocation.of(settings);
        ledger = opened.add("ledger", Ledger.open(location, options.clock()));
        AuditOrigin.require(settings, ledger.auditTrail(), location.name());

        WireRecorder recorder = new WireRecorder(ledger.clock());
        RestingIntents restingIntents = new RestingIntents();
        CurrentMapping mapping = new CurrentMapping(settings.get(Keys.MAPPING_FILE), correlationField());
        Admission admission = IntakeParts.admission(settings, mapping, mainUpstream);
        UpstreamParts upstreamParts = opened.add("upstream", new UpstreamParts(settings, ledger, recorder));
        Upstreams upstreams = upstreamParts.open(options.sandbox());

        AuditSinks audit = opened.add("audit", new AuditSinks(settings, ledger.auditTrail(), ledger.clock()));
        doors = opened.add(
                "doors",
                new Doors(
                        new RestDoor(settings, ledger, restingIntents, upstreams::admits),
                        new FileDoor(settings, ledger, mainUpstream, admission),
                        new QueueDoor(settings, ledger, ledger.clock())));
        observation = new Observation(settings, ledger, audit.names(), doors.faults());
        Listeners listeners = new Listeners(restingIntents, observation.metrics());

        Main main = CamelParts.main(options.routes(), options.properties());
        main.bind("settings", settings);
        main.bind("ledger", ledger);
        main.bind("restingIntents", restingIntents);
        main.bind("mapping", mapping);
        upstreamParts.bind(main);
        new IntakeParts(settings, ledger, admission, listeners).bind(main);
        new DeliveryParts(settings, ledger, upstreams, recorder, listeners).bind(main);
        doors.bind(main);
        audit.bind(main);
        observation.bind(main);

        upstreams.resume(ledger.gates().all());
        ledger.deliveries().expireLeases(true, settings.get(Keys.UNKNOWN_SETTLE));
        opened.add("routes", main::stop);
        main.start();
        opened.add("callers' answers", doors.rest()::drain);
        camel = main.getCamelContext();
        readyLine = doors.readyLine((System.nanoTime() - started) / 1_000_000, settings);
    }

    private OptionalLong correlationField() {
        return settings.find(Keys.SOCIALBOARDS_CORRELATION_FIELD_ID)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
