package io.ticketbridge.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Callers who each send a ticket, wait for its answer, and send the next. */
public final class ClosedLoop implements AutoCloseable {

    public static final int CALLERS = 64;

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(CALLERS));
    private final TicketTexts tickets;

    public ClosedLoop(TicketTexts tickets) {
        this.tickets = tickets;
    }

    /**
     * What the callers saw.
     *
     * @param answered in all
     * @param sumOfIds of all
     * @param inWindow answers that came while it was measured
     * @param inAll from the first call to the last answer
     */
    public record Answers(long answered, long sumOfIds, long inWindow, Duration window, Duration inAll) {

        /** Where not one answer came while it was measured, of all that came. */
        public double perSecond() {
            return inWindow > 0 ? inWindow / (window.toNanos() / 1e9) : answered / (inAll.toNanos() / 1e9);
        }
    }

    /**
     * Lets the callers come for a while, and returns when all have their answers.
     *
     * @param lead before measuring
     * @throws IllegalStateException at the first answer that is not a delivered ticket
     */
    public Answers run(Target target, Duration lead, Duration window) throws InterruptedException {
        long start = System.nanoTime();
        Run run = new Run(target.request(), target, lead, window);
        for (int caller = 0; caller < CALLERS; caller++) {
            run.call();
        }
        Duration longest = lead.plus(window).plus(LONGEST_ANSWER);
        if (!run.callers.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    target.uri() + ": " + run.callers.getCount() + " of " + CALLERS
                            + " callers are still without an answer, " + run.answered.get() + " tickets were answered",
                    run.failure.get());
        }
        if (run.failure.get() != null) {
            throw new IllegalStateException(target.uri() + " failed", run.failure.get());
        }
        return new Answers(
                run.answered.get(),
                run.sumOfIds.get(),
                run.inWindow.get(),
                window,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private final class Run {

        private final RequestOptions request;
        private final Target target;
        private final long from;
        private final long to;
        private final CountDownLatch callers = new CountDownLatch(CALLERS);
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong sumOfIds = new AtomicLong();
        private final AtomicLong inWindow = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Run(RequestOptions request, Target target, Duration lead, Duration window) {
            this.request = request;
            this.target = target;
            this.from = System.nanoTime() + lead.toNanos();
            this.to = from + window.toNanos();
        }

        void call() {
            if (System.nanoTime() >= to || failure.get() != null) {
                callers.countDown();
                return;
            }
            post(client, request, target.body().apply(tickets.number())).onComplete(answer -> {
                if (answer.failed()) {
                    failure.compareAndSet(null, answer.cause());
                } else {
                    count(answer.result());
                }
                call();
            });
        }

        private void count(long id) {
            long now = System.nanoTime();
            answered.incrementAndGet();
            sumOfIds.addAndGet(id);
            if (now >= from && now < to) {
                inWindow.incrementAndGet();
            }
        }
    }

    private static Future<Long> post(HttpClient client, RequestOptions request, String body) {
        return client.request(request).compose(sent -> sent.send(body)).compose(answer -> answer.body()
                .map(bytes -> TicketAnswer.id(answer.statusCode(), bytes)));
    }

    @Override
    public void close() {
        CompletableFuture<Void> closed = vertx.close().toCompletionStage().toCompletableFuture();
        closed.join();
    }
}
