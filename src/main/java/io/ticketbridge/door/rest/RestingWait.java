package io.ticketbridge.door.rest;

import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.ledger.Intent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lets a caller wait for its ticket to rest: a bounded number of callers, each for a bounded time. The ledger is the
 * one that says so; a notice inside this process only saves the wait for the next look. Thread-safe.
 */
final class RestingWait {

    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Function<String, Optional<Intent>> ledger;
    private final RestingIntents resting;
    private final Predicate<Intent> admits;
    private final BooleanSupplier closing;
    private final Semaphore places;

    /**
     * @param ledger finds an intent by its ticket key
     * @param admits whether an intent can be sent now; nobody waits for one that cannot
     * @param closing whether the process is stopping: then nobody waits any longer
     */
    RestingWait(
            Function<String, Optional<Intent>> ledger,
            RestingIntents resting,
            Predicate<Intent> admits,
            BooleanSupplier closing,
            int waiters) {
        this.ledger = ledger;
        this.resting = resting;
        this.admits = admits;
        this.closing = closing;
        this.places = new Semaphore(waiters);
    }

    /**
     * The intent as it is when it rests, when the time is over, or at once when waiting makes no sense.
     *
     * @param gone whether the caller has hung up
     */
    Optional<Intent> await(String key, Duration limit, BooleanSupplier gone) {
        Optional<Intent> now = ledger.apply(key);
        boolean worthIt =
                now.filter(intent -> !intent.rests() && admits.test(intent)).isPresent();
        if (!worthIt || limit.isZero() || !places.tryAcquire()) {
            return now;
        }
        try {
            return awaitInPlace(key, System.nanoTime() + limit.toNanos(), gone);
        } finally {
            places.release();
        }
    }

    private Optional<Intent> awaitInPlace(String key, long deadline, BooleanSupplier gone) {
        CompletableFuture<Intent> notice = resting.whenRested(key);
        try {
            Optional<Intent> intent = ledger.apply(key);
            long left = deadline - System.nanoTime();
            while (left > 0
                    && !intent.map(Intent::rests).orElse(true)
                    && !gone.getAsBoolean()
                    && !closing.getAsBoolean()) {
                pause(notice, Math.min(left, LOOK_EVERY_NANOS));
                intent = ledger.apply(key);
                left = deadline - System.nanoTime();
            }
            return intent;
        } finally {
            notice.cancel(false);
        }
    }

    private static void pause(CompletableFuture<Intent> notice, long nanos) {
        try {
            notice.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException nothingYet) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a caller waited", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a notice cannot fail", e);
        }
    }
}
