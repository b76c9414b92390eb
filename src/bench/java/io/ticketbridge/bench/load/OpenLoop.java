package io.ticketbridge.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Tickets that come at fixed times, whether the earlier ones are answered or not. Each one's time runs from when it was
 * due, so that no wait is hidden by the load waiting too.
 */
public final class OpenLoop implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int DIGITS = 3;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final TicketTexts tickets;

    public OpenLoop(TicketTexts tickets) {
        this.tickets = tickets;
    }

    /**
     * @return nanoseconds from when a ticket was due to its answer
     * @throws IllegalStateException when one of the answers is no delivered ticket
     */
    public Histogram run(Target target, double perSecond, Duration time) throws InterruptedException {
        int count = (int) Math.max(1, perSecond * time.toNanos() / 1e9);
        RequestOptions request = target.request();
        Histogram times = new ConcurrentHistogram(LONGEST_ANSWER.plus(time).toNanos(), DIGITS);
        CountDownLatch open = new CountDownLatch(count);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        long start = System.nanoTime();
        for (int i = 0; i < count && failure.get() == null; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            awaitTime(due);
            ClosedLoop.post(client, request, target.body().apply(tickets.number()))
                    .onComplete(answer -> {
                        times.recordValue(System.nanoTime() - due);
                        if (answer.failed()) {
                            failure.compareAndSet(null, answer.cause());
                        }
                        open.countDown();
                    });
        }
        if (failure.get() == null && !open.await(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(target.uri() + ": tickets are still without an answer");
        }
        if (failure.get() != null) {
            throw new IllegalStateException(target.uri() + " failed", failure.get());
        }
        return times;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
