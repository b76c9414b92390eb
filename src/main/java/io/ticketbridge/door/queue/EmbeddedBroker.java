package io.ticketbridge.door.queue;

import io.ticketbridge.configuration.ConfigurationException;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker inside this process, on disk. It is started again when it stopped by itself, which Artemis does when its
 * disk fails. Thread-safe.
 */
final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AtomicInteger NEXT_SERVER_ID = new AtomicInteger();
    private static final long WATCH_SECONDS = 1;

    private final BrokerLayout layout;
    private final int serverId = NEXT_SERVER_ID.getAndIncrement();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "broker-watch"));
    private OptionalInt port = OptionalInt.empty();
    private ActiveMQServer server;
    private boolean down;

    EmbeddedBroker(BrokerLayout layout) {
        this.layout = layout;
    }

    /** @throws ConfigurationException when the folder or the port cannot be had */
    synchronized void start() {
        port = layout.port();
        try {
            open();
        } catch (Exception e) {
            close();
            throw new ConfigurationException("The embedded broker cannot start on " + layout.folder() + " and port "
                    + layout.portText() + " (" + e.getMessage()
                    + "): free the folder or the port, or set ticketbridge.queue.port or ticketbridge.data.dir.");
        }
        watch.scheduleWithFixedDelay(this::reviveIfStopped, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    /** The port that clients on this machine use; empty when there is none. */
    synchronized OptionalInt port() {
        return port;
    }

    /** Where this process's own connections go. */
    String inVmUrl() {
        return "vm://" + serverId;
    }

    synchronized boolean isUp() {
        return server != null && server.isActive();
    }

    /** Stops the server as a failing disk would. */
    synchronized void fail() throws Exception {
        server.stop();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        synchronized (this) {
            stopServer();
        }
    }

    private void open() throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        server = new ActiveMQServerImpl(layout.configuration(serverId, port));
        server.registerActivationFailureListener(failure::set);
        server.registerBrokerPlugin(layout.largest());
        server.start();
        if (failure.get() != null) {
            throw failure.get();
        }
        if (port.isPresent()) {
            int bound = server.getRemotingService()
                    .getAcceptor(BrokerLayout.TCP_ACCEPTOR)
                    .getActualPort();
            if (bound == 0) {
                throw new IllegalStateException("the port is in use");
            }
            port = OptionalInt.of(bound);
        }
    }

    private synchronized void reviveIfStopped() {
        if (watch.isShutdown() || server.isActive()) {
            return;
        }
        if (!down) {
            down = true;
            LOG.warn("The embedded broker has stopped; starting it again until it runs.");
        }
        try {
            stopServer();
            open();
            down = false;
            LOG.info("The embedded broker runs again.");
        } catch (Exception e) {
            LOG.debug("The embedded broker does not start yet", e);
        }
    }

    private void stopServer() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The embedded broker did not stop cleanly; it repairs its journal at the next start.", e);
        }
    }
}
