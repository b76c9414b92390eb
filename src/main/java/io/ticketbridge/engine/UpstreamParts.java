package io.ticketbridge.engine;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.Gate;
import io.ticketbridge.delivery.Pace;
import io.ticketbridge.delivery.RetrySchedule;
import io.ticketbridge.delivery.UpstreamLink;
import io.ticketbridge.delivery.Upstreams;
import io.ticketbridge.delivery.WireSlots;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import io.ticketbridge.socialboards.RefreshTokenSource;
import io.ticketbridge.socialboards.TicketListing;
import io.ticketbridge.socialboards.TokenCredentials;
import io.ticketbridge.socialboards.WireClient;
import io.ticketbridge.socialboards.WireRecorder;
import io.ticketbridge.socialboards.WireSettings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the links to the upstreams this engine serves, and the HTTP clients that the deliver route names. Owns the
 * sandbox, where there is one.
 */
final class UpstreamParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamParts.class);

    /** Nobody listens there: the address of an upstream that this engine does not serve. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    /** All of delivery waits for a token, so its call ends early even where tickets may take long. */
    private static final Duration LONGEST_TOKEN_CALL = Duration.ofSeconds(15);

    private static final String USER_AGENT = "ticketbridge";

    private final Settings settings;
    private final Ledger ledger;
    private final WireRecorder recorder;
    private final ShutdownSteps opened = new ShutdownSteps();
    private final Map<Upstream, UpstreamLink> links = new EnumMap<>(Upstream.class);
    private final Map<Upstream, URI> bases = new EnumMap<>(Upstream.class);

    UpstreamParts(Settings settings, Ledger ledger, WireRecorder recorder) {
        this.settings = settings;
        this.ledger = ledger;
        this.recorder = recorder;
    }

    /** @param sandboxOnly the live upstream is not served, and needs no credentials */
    Upstreams open(boolean sandboxOnly) {
        if (sandboxOnly || settings.get(Keys.MODE_TEST).equals("sandbox")) {
            Sandbox sandbox = opened.add("sandbox", Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults()));
            LOG.info("The sandbox is at {}; what arrived is at {}/sandbox/tickets", sandbox.uri(), sandbox.uri());
            TokenCredentials anyone = new TokenCredentials("sandbox", "sandbox");
            link(Upstream.SANDBOX, sandbox.uri(), sandbox.uri().resolve("/token"), () -> anyone);
        }
        if (!sandboxOnly) {
            URI base = settings.get(Keys.SOCIALBOARDS_BASE_URL);
            URI token = settings.find(Keys.SOCIALBOARDS_TOKEN_URL).orElseGet(() -> below(base, "token"));
            link(Upstream.LIVE, base, token, new ConfiguredCredentials(settings));
        }
        return new Upstreams(links);
    }

    /** Binds {@code liveWire} and {@code sandboxWire} and the addresses the deliver route posts to. */
    void bind(Main main) {
        bind(main, Upstream.LIVE, "liveWire", "ticketbridge.socialboards.tickets-uri");
        bind(main, Upstream.SANDBOX, "sandboxWire", "ticketbridge.sandbox.tickets-uri");
    }

    private void bind(Main main, Upstream upstream, String wire, String uri) {
        URI base = bases.getOrDefault(upstream, NOWHERE);
        main.bind(wire, wire(base, WireSettings.JSON, WireSettings.TICKET_ANSWER, deadline()));
        main.addInitialProperty(uri, below(base, "tickets").toString());
    }

    private void link(Upstream upstream, URI base, URI tokenUrl, Supplier<TokenCredentials> credentials) {
        bases.put(upstream, base);
        RefreshTokenSource tokens = opened.add(
                "token source",
                new RefreshTokenSource(
                        ledger.tokenVault(),
                        upstream,
                        tokenUrl,
                        wire(tokenUrl, WireSettings.FORM, WireSettings.TOKEN_ANSWER, tokenDeadline()),
                        credentials,
                        ledger.clock()));
        Pace pace = Pace.parse(settings.get(Keys.SOCIALBOARDS_RATE_LIMIT));
        TicketListing listing = opened.add(
                "ticket listing",
                new TicketListing(
                        base,
                        wire(base, WireSettings.JSON, WireSettings.LIST_ANSWER, deadline()),
                        tokens,
                        pace::await));
        RetrySchedule schedule = DeliveryParts.schedule(settings);
        int inFlight = settings.get(Keys.SOCIALBOARDS_MAX_IN_FLIGHT);
        Gate gate = new Gate(upstream, ledger.gates(), ledger.clock(), schedule, WireSlots.places(inFlight));
        links.put(
                upstream,
                new UpstreamLink(
                        upstream,
                        tokens,
                        listing,
                        gate,
                        new WireSlots(inFlight),
                        pace,
                        ledger.gates(),
                        ledger.clock(),
                        schedule));
    }

    private Duration deadline() {
        return settings.get(Keys.SOCIALBOARDS_DEADLINE);
    }

    private Duration tokenDeadline() {
        return deadline().compareTo(LONGEST_TOKEN_CALL) < 0 ? deadline() : LONGEST_TOKEN_CALL;
    }

    private WireClient wire(URI origin, String contentType, int longestAnswer, Duration deadline) {
        return new WireClient(
                new WireSettings(
                        origin,
                        contentType,
                        settings.get(Keys.SOCIALBOARDS_CONNECT_TIMEOUT),
                        deadline,
                        settings.get(Keys.SOCIALBOARDS_MAX_IN_FLIGHT),
                        longestAnswer,
                        USER_AGENT),
                recorder);
    }

    private static URI below(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/" + path);
    }

    @Override
    public void close() {
        opened.close();
    }
}
