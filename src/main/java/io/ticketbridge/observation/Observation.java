package io.ticketbridge.observation;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * The management port: {@code /observe/health/live}, {@code /observe/health/ready} and {@code /observe/metrics}. Ready
 * means that the doors can accept; delivery is reported under {@code /observe/health} only.
 */
public final class Observation {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry);
    private final Ledger ledger;
    private final Map<String, Supplier<Optional<String>>> doors;
    private final LedgerWatch watch;
    private final DoorRoutes doorRoutes = new DoorRoutes();
    private final DiskSpace disk;
    private final String host;
    private final int port;

    /**
     * @param auditSinks whose lag is measured
     * @param doors by name, why a door cannot accept now; empty = it can
     * @throws ConfigurationException when no management port can be had
     */
    public Observation(
            Settings settings,
            Ledger ledger,
            Collection<String> auditSinks,
            Map<String, Supplier<Optional<String>>> doors) {
        this.ledger = ledger;
        this.doors = Map.copyOf(doors);
        this.watch = new LedgerWatch(ledger, auditSinks);
        this.disk = new DiskSpace(settings.get(Keys.DATA_DIR));
        this.host = settings.get(Keys.MANAGEMENT_HOST);
        this.port = usablePort(host, settings.get(Keys.MANAGEMENT_PORT));
    }

    /** Where intake and delivery tell what happens. */
    public Metrics metrics() {
        return metrics;
    }

    /** The address of the management port. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    public void bind(Main main) {
        main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
        main.bind("ledgerHealth", new BridgeCheck("ledger", true, watch::fault));
        main.bind("diskHealth", new BridgeCheck("disk", true, disk::fault));
        main.bind("doorRoutesHealth", new BridgeCheck("door-routes", true, doorRoutes::fault));
        doors.forEach((door, fault) -> main.bind(door + "DoorHealth", new BridgeCheck(door + "-door", true, fault)));
        main.bind("deliveryHealth", new BridgeCheck("delivery", false, this::deliveryFault));
        main.bind("ledgerWatchLife", new LifecycleStrategySupport() {
            @Override
            public void onContextStarting(CamelContext starting) {
                doorRoutes.watch(starting);
                showGauges();
            }

            @Override
            public void onContextStarted(CamelContext started) {
                new HealthPages(started).serveAt(port);
            }

            @Override
            public void onContextStopped(CamelContext stopped) {
                watch.close();
            }
        });
        properties().forEach(main::addProperty);
    }

    private Map<String, String> properties() {
        return Map.ofEntries(
                Map.entry("camel.management.enabled", "true"),
                Map.entry("camel.management.host", host),
                Map.entry("camel.management.port", Integer.toString(port)),
                Map.entry("camel.management.health-check-enabled", "true"),
                Map.entry("camel.management.metrics-enabled", "true"),
                Map.entry("camel.health.routes-enabled", "false"),
                Map.entry("camel.health.consumers-enabled", "false"),
                Map.entry("camel.health.exposure-level", "full"),
                Map.entry("camel.metrics.enabled", "true"),
                Map.entry("camel.metrics.enable-exchange-event-notifier", "false"),
                Map.entry("camel.metrics.route-policy-level", "route"),
                Map.entry("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor,uptime"));
    }

    private void showGauges() {
        Gauges gauges = new Gauges(registry);
        gauges.ledger(ledger, watch);
        gauges.number(TicketMetric.DISK_FREE, Tags.empty(), disk::freeBytes);
        doors.forEach((door, fault) -> gauges.number(
                TicketMetric.DOOR_UP, Tags.of("door", door), () -> fault.get().isPresent() ? 0 : 1));
        watch.start(gauges::show);
    }

    private Optional<String> deliveryFault() {
        List<Gate> halted = watch.view().map(LedgerView::halted).orElse(List.of());
        List<Gate> lists = watch.view().map(LedgerView::unreadableLists).orElse(List.of());
        String sentences = Stream.concat(
                        halted.stream()
                                .map(gate -> "Delivery to " + gate.scope() + " is halted: "
                                        + gate.reason().text()),
                        lists.stream()
                                .map(gate -> "The " + gate.scope() + " cannot be read since " + gate.since() + ": "
                                        + gate.reason().text()))
                .collect(Collectors.joining(" "));
        return Optional.of(sentences).filter(text -> !text.isEmpty());
    }

    /** camel-main cannot say which port it got for 0, and would share the REST door's server if both were 0. */
    private static int usablePort(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ConfigurationException(Keys.MANAGEMENT_HOST.fullName() + " and "
                    + Keys.MANAGEMENT_PORT.fullName() + " cannot be had (" + host + ", " + port + ": "
                    + e.getMessage() + "): free the port or set another one.");
        }
    }
}
