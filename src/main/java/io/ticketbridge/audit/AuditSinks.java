package io.ticketbridge.audit;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.AuditTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The sinks of {@code audit.uri}: the files and any Camel endpoints, each with a chain and a position of its own. */
public final class AuditSinks implements AutoCloseable {

    /** The name of the file sink in {@code audit.uri} and in the ledger. */
    public static final String FILE = "file";

    private final Map<String, String> urisByName;
    private final Map<String, SinkHealth> healths = new LinkedHashMap<>();
    private final Function<String, Backlog> backlogs;
    private final AuditEncoder encoder;
    private final Clock clock;
    private final FileRelay fileRelay;

    /**
     * Registers the sinks with the ledger: events from now on are kept for each of them until it has taken them.
     *
     * @throws ConfigurationException when two sinks have one name or the folder cannot be used
     */
    public AuditSinks(Settings settings, AuditTrail trail, Clock clock) {
        this(settings, name -> Backlog.of(trail, name, chain(settings, trail, name)), clock);
        trail.registerSinks(urisByName.keySet());
    }

    AuditSinks(Settings settings, Function<String, Backlog> backlogs, Clock clock) {
        this.backlogs = backlogs;
        this.clock = clock;
        this.encoder = encoder(settings);
        this.urisByName = SinkUris.byName(settings);
        urisByName.keySet().forEach(name -> healths.put(name, new SinkHealth(name, clock)));
        this.fileRelay = new FileRelay(backlogs.apply(FILE), encoder, new ChainedFile(folder(settings)), health(FILE));
    }

    /**
     * Looks whether each sink has a name of its own and a component, without touching ledger, folder or endpoint.
     *
     * @throws ConfigurationException when one has not
     */
    public static void checkUris(Settings settings) {
        SinkUris.byName(settings).values().forEach(SinkUris::requireInstalled);
    }

    /** The sinks by the names the ledger knows them by. */
    public Set<String> names() {
        return Set.copyOf(urisByName.keySet());
    }

    /** Where the audit files are. */
    public static Path folder(Settings settings) {
        return settings.get(Keys.DATA_DIR).resolve("audit");
    }

    /** Binds the beans and properties of {@code routes/audit.camel.yaml}. */
    public void bind(Main main) {
        main.bind("auditFile", fileRelay);
        main.bind("auditHealth", new AuditHealthCheck(this::failing));
        main.addProperty("ticketbridge.audit.file", String.valueOf(urisByName.containsKey(FILE)));
        int number = 0;
        for (Map.Entry<String, String> sink : urisByName.entrySet()) {
            if (!sink.getKey().equals(FILE)) {
                bindEndpoint(main, "audit-endpoint-" + ++number, sink.getKey(), sink.getValue());
            }
        }
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                urisByName.values().forEach(uri -> requireComponent(configured.getCamelContext(), uri));
            }
        });
    }

    /** One route of the template, and its bean of the same name. */
    private void bindEndpoint(Main main, String route, String name, String uri) {
        main.bind(route, new EndpointRelay(uri, backlogs.apply(name), encoder, health(name)));
        main.addProperty("camel.routeTemplate[" + route + "].templateId", "audit-endpoint");
        main.addProperty("camel.routeTemplate[" + route + "].sink", route);
    }

    private static void requireComponent(CamelContext context, String uri) {
        if (!uri.equals(FILE) && context.getComponent(SinkUris.scheme(uri), true, false) == null) {
            throw SinkUris.noComponent(uri);
        }
    }

    /** Relays to the files what is still pending. To be called after Camel has stopped and before the ledger closes. */
    @Override
    public void close() {
        if (urisByName.containsKey(FILE)) {
            fileRelay.close();
        }
    }

    /** Sinks that take nothing, and why; empty = all work. */
    public Map<String, String> failing() {
        Map<String, String> failing = new LinkedHashMap<>();
        healths.forEach((name, health) -> health.trouble().ifPresent(trouble -> failing.put(name, trouble.why())));
        return failing;
    }

    private SinkHealth health(String name) {
        return healths.computeIfAbsent(name, any -> new SinkHealth(name, clock));
    }

    private static String chain(Settings settings, AuditTrail trail, String sink) {
        try {
            return sink.equals(FILE) ? FileChain.register(settings, trail) : sink;
        } catch (IOException e) {
            throw new ConfigurationException(
                    Keys.DATA_DIR.fullName() + ": the name of the audit's chain cannot be used: " + e.getMessage());
        }
    }

    private static AuditEncoder encoder(Settings settings) {
        Path key = settings.get(Keys.DATA_DIR).resolve("audit-mask.key");
        try {
            Mask mask = new Mask(MaskKey.loadOrCreate(key));
            return new AuditEncoder(new Masking(mask, settings.get(Keys.AUDIT_PERSONAL_DATA)));
        } catch (IOException e) {
            throw new ConfigurationException(
                    Keys.DATA_DIR.fullName() + ": the key of the audit's masks cannot be used: " + e.getMessage());
        }
    }
}
