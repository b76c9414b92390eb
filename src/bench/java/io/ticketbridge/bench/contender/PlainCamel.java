package io.ticketbridge.bench.contender;

import io.ticketbridge.bench.process.ParentWatch;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Header;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * What a user would write: REST DSL, a transformation, camel-http, in YAML on camel-main, with as many threads and
 * connections as Ticketbridge has. Nothing is kept, checked or authenticated; what is under way in a crash is lost.
 */
public final class PlainCamel {

    /** How many steps it does it in, and what it keeps between them. */
    public enum Steps {
        /** One route, nothing kept: what a user would write. */
        ONE("plain-camel"),
        /**
         * What a ticket needs that must be kept before it is sent by somebody else than its caller; nothing is kept.
         */
        TWO("two-steps"),
        /** The same, and the least that could be called durable: a row, written before and after the request. */
        TWO_KEPT("two-steps"),
        /** The same for messages of a queue, which are acknowledged when their row is written. */
        QUEUE_KEPT("two-steps", "from-queue");

        private final String routes;

        Steps(String... files) {
            this.routes = Stream.of(files)
                    .map(file -> "classpath:bench/" + file + ".yaml")
                    .collect(Collectors.joining(","));
        }
    }

    private PlainCamel() {}

    /**
     * Arguments: the upstream, a port to listen at, requests under way at once, worker threads, steps, a folder, a port
     * of the broker.
     */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.begin();
        int port = Integer.parseInt(arguments[1]);
        Main main = new Main();
        Steps steps = Steps.valueOf(arguments[4]);
        main.configure().withJmxEnabled(false).withRoutesIncludePattern(steps.routes);
        main.addInitialProperty("upstream", arguments[0]);
        main.addInitialProperty("connections", arguments[2]);
        main.addProperty("camel.server.enabled", "true");
        main.addProperty("camel.server.host", "127.0.0.1");
        main.addProperty("camel.server.port", String.valueOf(port));
        main.bind(
                "threads",
                new VertxOptions()
                        .setWorkerPoolSize(Integer.parseInt(arguments[3]))
                        .setMaxWorkerExecuteTime(1)
                        .setMaxWorkerExecuteTimeUnit(TimeUnit.HOURS));
        main.bind("createTicket", new CreateTicket());
        Path folder = Path.of(arguments[5]);
        if (steps != Steps.ONE) {
            main.bind("keep", steps == Steps.TWO ? Keeping.NOTHING : LeastLedger.in(folder, steps.name()));
        }
        if (steps == Steps.QUEUE_KEPT) {
            EmptyBroker.bind(main, folder.resolve("least-broker"), Integer.parseInt(arguments[6]));
        }
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                Announcement.ready(port);
            }
        });
        main.run();
    }

    /** The transformation. */
    public static final class CreateTicket {

        /** From the form's fields, which platform-http makes headers of. */
        @Handler
        public Map<String, Object> from(@Header("subject") String subject, @Header("message") String message) {
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("isHtml", false);
            request.put("title", subject);
            request.put("message", message);
            return request;
        }

        /** From the JSON of a message. */
        public Map<String, Object> ofMessage(@Body Map<String, String> ticket) {
            return from(ticket.get("subject"), ticket.get("message"));
        }
    }
}
