package io.ticketbridge.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
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
    private static final int ACCEPTED = 202;
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
     * What came of it.
     *
     * @param nanos from when a ticket was due to the answer that it is delivered
     * @param unsettled tickets that were accepted, and whose callers were not made to wait until they were delivered
     */
    public record Times(Histogram nanos, long unsettled) {

        public Times plus(Times more) {
            nanos.add(more.nanos);
            return new Times(nanos, unsettled + more.unsettled);
        }
    }

    /** @throws IllegalStateException when one of the answers is no accepted ticket */
    public Times run(Target target, double perSecond, Duration time) throws InterruptedException {
        Run run = new Run(target, (int) Math.max(1, perSecond * time.toNanos() / 1e9), time);
        long start = System.nanoTime();
        for (int i = 0; i < run.count && run.failure.get() == null; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            awaitTime(due);
            run.post(due);
        }
        return run.await();
    }

    private final class Run {

        private final Target target;
        private final RequestOptions request;
        private final int count;
        private final Histogram nanos;
        private final CountDownLatch open;
        private final LongAdder unsettled = new LongAdder();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Run(Target target, int count, Duration time) {
            this.target = target;
            this.request = target.request();
            this.count = count;
            this.nanos = new ConcurrentHistogram(LONGEST_ANSWER.plus(time).toNanos(), DIGITS);
            this.open = new CountDownLatch(count);
        }

        void post(long due) {
            client.request(request)
                    .compose(sent -> sent.send(target.body().apply(tickets.number())))
                    .compose(answer -> answer.body().map(body -> take(due, answer.statusCode(), body)))
                    .onFailure(cause -> failure.compareAndSet(null, cause))
                    .onComplete(done -> open.countDown());
        }

        private boolean take(long due, int status, Buffer body) {
            boolean delivered = status != ACCEPTED && TicketAnswer.id(status, body) > 0;
            if (delivered) {
                nanos.recordValue(System.nanoTime() - due);
            } else {
                unsettled.increment();
            }
            return delivered;
        }

        Times await() throws InterruptedException {
            if (failure.get() == null && !open.await(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(target.uri() + ": tickets are still without an answer");
            }
            if (failure.get() != null) {
                throw new IllegalStateException(target.uri() + " failed", failure.get());
            }
            return new Times(nanos, unsettled.sum());
        }
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
