package io.ticketbridge.socialboards;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * An upstream at the level of bytes, on loopback. It does what each request's behaviour says, {@link #otherwise} when
 * none is left, and counts every request whose first byte arrived.
 */
public final class StandInServer implements AutoCloseable {

    /** What the server does from the first byte of a request on; the connection is closed after an exception. */
    public interface Behaviour {
        void play(StandInExchange exchange) throws IOException;
    }

    public record Request(String head, byte[] body) {}

    private final String scheme;
    private final ServerSocketFactory listeners;
    private final int port;
    private volatile ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Behaviour> next = new ConcurrentLinkedDeque<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;
    private volatile Behaviour otherwise = StandInAnswers.created(4484636);

    public StandInServer() throws IOException {
        this(ServerSocketFactory.getDefault(), "http");
    }

    /** @param listeners such as those of an SSLContext, for a server that speaks TLS */
    public StandInServer(ServerSocketFactory listeners, String scheme) throws IOException {
        this.scheme = scheme;
        this.listeners = listeners;
        this.listener = listeners.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = listener.getLocalPort();
        threads.execute(this::accept);
    }

    /** Behaviours of the next requests, in turn. */
    public StandInServer next(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
        return this;
    }

    public StandInServer otherwise(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    /** From now on connections are accepted and then left alone: not even a TLS handshake is answered. */
    public StandInServer silent() {
        silent = true;
        return this;
    }

    /** Refuses connections from now on, and ends those that are open. */
    public void refuse() throws IOException {
        listener.close();
        closeConnections();
    }

    /** After {@link #refuse()}: listens at the same port again. */
    public void listenAgain() throws IOException {
        listener = listeners.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + path);
    }

    /** Requests of which at least one byte arrived. */
    public int begun() {
        return begun.get();
    }

    public int connections() {
        return connections.get();
    }

    /** Requests that a behaviour read to their end. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Closes the connections that are open now, as a server does with idle ones. */
    public void closeConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** A port on loopback where nothing listens. */
    public static int refusingPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        closeConnections();
        threads.shutdownNow();
    }

    private void accept() {
        ServerSocket open = listener;
        while (!open.isClosed()) {
            try {
                Socket socket = open.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                if (!silent) {
                    threads.execute(() -> serve(socket));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            StandInExchange exchange = new StandInExchange(socket, requests::add, closed);
            while (exchange.awaitRequest()) {
                begun.incrementAndGet();
                Behaviour behaviour = next.poll();
                (behaviour == null ? otherwise : behaviour).play(exchange);
            }
        } catch (IOException e) {
            // The other side went away, or the behaviour asked for the end of the connection.
        } finally {
            sockets.remove(socket);
        }
    }
}
