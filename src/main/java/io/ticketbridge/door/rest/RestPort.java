package io.ticketbridge.door.rest;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.OwnAddress;
import io.ticketbridge.configuration.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Sets up the HTTP server of camel-main for the REST door: address, TLS, threads, and the guard before its routes. */
final class RestPort implements AutoCloseable {

    /** Threads beside those on which callers wait, so that there is always one for who need not wait. */
    private static final int SPARE_THREADS = 32;

    private static final int QUEUED_REQUESTS = 2_000;

    private static final long DRAIN_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Settings settings;
    private final int number;
    private final Optional<SSLContextParameters> tls;
    private final RequestsUnderWay underWay;
    private Optional<Vertx> threads = Optional.empty();

    RestPort(Settings settings) {
        this.settings = settings;
        this.number = number(settings.get(Keys.HTTP_HOST), settings.get(Keys.HTTP_PORT));
        this.underWay = new RequestsUnderWay(
                workers() + QUEUED_REQUESTS, Runtime.getRuntime().maxMemory() / 4);
        this.tls = tls(settings);
    }

    /** @throws ConfigurationException when certificate or key are unusable */
    static Optional<SSLContextParameters> tls(Settings settings) {
        Optional<Path> key = settings.find(Keys.HTTP_TLS_KEY_FILE);
        return settings.find(Keys.HTTP_TLS_CERTIFICATE_FILE)
                .flatMap(certificate -> key.map(file -> TlsKeyStore.load(certificate, file)));
    }

    int number() {
        return number;
    }

    boolean isSecure() {
        return tls.isPresent();
    }

    void bind(Main main) {
        main.addOverrideProperty("camel.server.enabled", "true");
        main.addOverrideProperty("camel.server.host", settings.get(Keys.HTTP_HOST));
        main.addOverrideProperty("camel.server.port", String.valueOf(number));
        main.addOverrideProperty("camel.server.path", "/");
        main.addOverrideProperty("camel.server.fileUploadEnabled", "false");
        main.addOverrideProperty(
                "camel.server.maxBodySize", settings.get(Keys.HTTP_MAX_BODY).toString());
        tls.ifPresent(parameters -> secure(main, parameters));
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setWorkerPoolSize(workers())
                .setMaxWorkerExecuteTime(1)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.HOURS));
        main.bind("vertx", GuardedVertx.of(vertx, number, idle(), server -> prepare(main, vertx, server)));
        threads = Optional.of(vertx);
    }

    boolean isDraining() {
        return underWay.isClosing();
    }

    /**
     * Refuses new requests and returns when the others have their answers, or some seconds later. To be called before
     * Camel stops: Camel counts a request as done before its answer is written, and then closes the connection.
     */
    void drain() {
        try {
            underWay.close(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads of the server. To be called after Camel has stopped, which closes what listens. */
    @Override
    public void close() {
        threads.ifPresent(
                vertx -> vertx.close().toCompletionStage().toCompletableFuture().join());
    }

    private static void secure(Main main, SSLContextParameters parameters) {
        main.addOverrideProperty("camel.server.useGlobalSslContextParameters", "true");
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport configured) {
                configured.getCamelContext().setSSLContextParameters(parameters);
            }
        });
    }

    private void prepare(Main main, Vertx vertx, HttpServer server) {
        long maxBody = settings.get(Keys.HTTP_MAX_BODY);
        PortAnswers answers = new PortAnswers(maxBody);
        Router router = (Router) server.requestHandler();
        server.connectionHandler(new OpenConnections(2 * (workers() + QUEUED_REQUESTS)));
        server.invalidRequestHandler(answers::malformed);
        server.requestHandler(new PortGuard(main.getCamelContext(), vertx, router, answers, maxBody, underWay));
    }

    /** A caller who waits is silent too, so this is longer than the longest wait. */
    private Duration idle() {
        return Preference.longest(settings.get(Keys.HTTP_WAIT)).plusMinutes(1);
    }

    private int workers() {
        return settings.get(Keys.HTTP_WAITERS) + SPARE_THREADS;
    }

    /** Camel names its routers by port, and two servers of port 0 would share one; so the free port is found here. */
    private static int number(String host, int configured) {
        OwnAddress.require(Keys.HTTP_HOST, host);
        if (configured != 0) {
            return configured;
        }
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
            return free.getLocalPort();
        } catch (IOException e) {
            throw new ConfigurationException(Keys.HTTP_HOST.fullName() + ": no port is free at " + host + ": "
                    + e.getMessage() + "; use an address of this machine.");
        }
    }
}
