package io.ticketbridge.bench.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The upstream of every contender: a token, an empty list, and tickets that are counted and answered after a while. It
 * does as little as it can. Thread-safe.
 */
public final class StandIn implements AutoCloseable {

    private static final Buffer TOKEN =
            Buffer.buffer("{\"access_token\":\"bench\",\"token_type\":\"bearer\",\"expires_in\":86400}");
    private static final Buffer EMPTY_LIST = Buffer.buffer("{\"data\":[],\"errorCode\":-1,\"errorText\":null}");
    private static final Buffer TOO_MANY = Buffer.buffer("{\"data\":null,\"errorCode\":429,\"errorText\":\"slower\"}");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Tally tally = new Tally();
    private final HttpServer server;
    private volatile long latencyMillis;
    private volatile Optional<AllowedRate> allowed = Optional.empty();

    public StandIn() {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** From now on a ticket is answered so long after its request was read. */
    public void answerAfter(Duration latency) {
        latencyMillis = latency.toMillis();
    }

    /** From now on, what is above the rate is answered 429. */
    public void allow(Optional<AllowedRate> rate) {
        allowed = rate;
    }

    public Tally tally() {
        return tally;
    }

    private void answer(HttpServerRequest request, Buffer body) {
        switch (request.path()) {
            case "/token" -> send(request, 200, TOKEN);
            case "/tickets" -> create(request, body);
            case "/tickets/list" -> send(request, 200, EMPTY_LIST);
            default -> send(request, 404, EMPTY_LIST);
        }
    }

    private void create(HttpServerRequest request, Buffer body) {
        tally.requested();
        if (allowed.isPresent() && !allowed.get().admits(System.nanoTime())) {
            tally.refused();
            send(request, 429, TOO_MANY);
            return;
        }
        if (body.length() == 0 || body.getByte(0) != '{') {
            send(request, 400, EMPTY_LIST);
            return;
        }
        Buffer answer = Buffer.buffer("{\"data\":" + tally.created() + ",\"errorCode\":-1,\"errorText\":null}");
        if (latencyMillis == 0) {
            send(request, 200, answer);
            return;
        }
        long start = System.nanoTime();
        vertx.setTimer(latencyMillis, timer -> {
            tally.answered(System.nanoTime() - start);
            send(request, 200, answer);
        });
    }

    private static void send(HttpServerRequest request, int status, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
