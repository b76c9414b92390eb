package io.ticketbridge.bench.contender;

import io.ticketbridge.bench.process.ParentWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * A camel-main with the components of Ticketbridge and one trivial route for each: an HTTP port, a management port with
 * health and metrics, a folder, a queue of an embedded broker, a scheduler, an HTTP client. What starting costs before
 * any of our own code runs.
 */
public final class EmptyCamel {

    private EmptyCamel() {}

    /** Arguments: a data folder, two ports to listen at, a port of the broker. */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.begin();
        Path data = Files.createDirectories(Path.of(arguments[0]));
        int port = Integer.parseInt(arguments[1]);
        Main main = new Main();
        main.configure().withJmxEnabled(false).withRoutesIncludePattern("classpath:bench/empty-camel.yaml");
        main.addInitialProperty("inbox", data.resolve("inbox").toString());
        main.addProperty("camel.server.enabled", "true");
        main.addProperty("camel.server.host", "127.0.0.1");
        main.addProperty("camel.server.port", String.valueOf(port));
        main.addProperty("camel.management.enabled", "true");
        main.addProperty("camel.management.host", "127.0.0.1");
        main.addProperty("camel.management.port", arguments[2]);
        main.addProperty("camel.management.healthCheckEnabled", "true");
        main.addProperty("camel.management.metricsEnabled", "true");
        main.addProperty("camel.metrics.enabled", "true");
        EmptyBroker.bind(main, data.resolve("broker"), Integer.parseInt(arguments[3]));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                Announcement.ready(port);
            }
        });
        main.run();
    }
}
