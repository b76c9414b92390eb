package io.ticketbridge.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A stand-in for Socialboards on one port: {@code POST /token}, {@code /tickets} and {@code /tickets/list} as
 * documented, and pages under {@code /sandbox} that show what was created and switch on faults. Everything is kept in
 * memory and gone after {@link #close()}. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private final TicketBook book;
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final TokenDesk tokens;
    private final Vertx vertx;
    private final boolean ownsVertx;
    private final HttpServer server;
    private final URI uri;

    /**
     * Starts a sandbox with event loops of its own.
     *
     * @param port 0 = a free one
     * @throws IllegalStateException when it cannot listen there
     */
    public static Sandbox start(String host, int port, SandboxOptions options) {
        VertxOptions few = new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        return new Sandbox(Vertx.vertx(few), true, host, port, options);
    }

    /** Starts a sandbox on a Vertx that outlives it. */
    public static Sandbox start(Vertx vertx, String host, int port, SandboxOptions options) {
        return new Sandbox(vertx, false, host, port, options);
    }

    private Sandbox(Vertx vertx, boolean ownsVertx, String host, int port, SandboxOptions options) {
        this.vertx = vertx;
        this.ownsVertx = ownsVertx;
        this.book = new TicketBook(options.keptTickets(), options.keptBytes());
        this.tokens = new TokenDesk(options);
        TicketDesk tickets = new TicketDesk(options, tokens, book);
        UpstreamServer upstream =
                new UpstreamServer(options, log, faults, tokens, tickets, new ControlDesk(this), vertx);
        HttpServerOptions http = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setAcceptBacklog(1024)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        this.server = vertx.createHttpServer(http).requestHandler(upstream::handle);
        try {
            await(server.listen(port, host));
        } catch (CompletionException e) {
            closeVertx();
            throw new IllegalStateException(
                    "the sandbox cannot listen on " + host + ":" + port + ": "
                            + e.getCause().getMessage() + "; choose another port",
                    e.getCause());
        }
        this.uri = URI.create("http://" + host + ":" + server.actualPort());
    }

    /** Where it listens, such as {@code http://127.0.0.1:8090}. */
    public URI uri() {
        return uri;
    }

    /** The tickets created, oldest first; the newest of them when there were very many. */
    public List<CreatedTicket> tickets() {
        return book.kept();
    }

    /** How many tickets were created, kept or not. */
    public long ticketCount() {
        return book.count();
    }

    /** The newest 10,000 wire requests to the upstream's endpoints, oldest first. */
    public List<RecordedRequest> requests() {
        return log.kept();
    }

    /** How many wire requests an endpoint had, counted when their head came. */
    public long requestCount(Endpoint endpoint) {
        return log.count(endpoint);
    }

    public void inject(Fault fault) {
        faults.inject(fault);
    }

    /** What is switched on, with the times that are left. */
    public List<Fault> faults() {
        return faults.active();
    }

    public void clearFaults() {
        faults.clear();
    }

    /** Access tokens given so far stop counting. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Forgets tickets, requests and faults. Ids go on, tokens stay. */
    public void clear() {
        faults.clear();
        book.clear();
        log.clear();
    }

    @Override
    public void close() {
        await(server.close());
        closeVertx();
    }

    private void closeVertx() {
        if (ownsVertx) {
            await(vertx.close());
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
