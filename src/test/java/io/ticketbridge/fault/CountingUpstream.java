package io.ticketbridge.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream that only counts, so that a million tickets fit: for each title {@code NAME-ROW}, one bit. It shares no
 * code with the bridge or its sandbox, and every ticket it is sent is a created one.
 */
final class CountingUpstream implements AutoCloseable {

    private static final Pattern TITLE = Pattern.compile("\"title\":\"([^\"]+)-(\\d+)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, BitSet> created = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    CountingUpstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.createContext(
                "/token",
                exchange ->
                        answer(exchange, "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":86400}"));
        server.createContext("/tickets", this::create);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All requests for tickets, repeats included. */
    long count() {
        return count.get();
    }

    /** The different rows of a file that became tickets. */
    int rowsOf(String name) {
        BitSet rows = created.getOrDefault(name, new BitSet());
        synchronized (rows) {
            return rows.cardinality();
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        Matcher title = TITLE.matcher(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
        if (!title.find()) {
            throw new IOException("no title as it was dropped");
        }
        BitSet rows = created.computeIfAbsent(title.group(1), name -> new BitSet());
        synchronized (rows) {
            rows.set(Integer.parseInt(title.group(2)));
        }
        answer(exchange, "{\"data\":" + count.incrementAndGet() + ",\"errorCode\":-1,\"errorText\":null}");
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(ISO_8859_1);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
