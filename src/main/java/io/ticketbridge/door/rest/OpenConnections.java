package io.ticketbridge.door.rest;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many connections are open, so that callers who send nothing use up no file handles. Thread-safe. */
final class OpenConnections implements Handler<HttpConnection> {

    private final int most;
    private final AtomicInteger number = new AtomicInteger();

    OpenConnections(int most) {
        this.most = most;
    }

    @Override
    public void handle(HttpConnection connection) {
        connection.closeHandler(closed -> number.decrementAndGet());
        if (number.incrementAndGet() > most) {
            connection.close();
        }
    }
}
