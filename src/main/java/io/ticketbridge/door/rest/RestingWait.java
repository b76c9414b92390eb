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
import java.util.function.Supplier;

/**
 * Lets a caller wait for its ticket to rest: a bounded number of callers, each for a bounded time. A notice inside this
 * process brings what its commit made of the intent; one that is lost, or was another process's, is made up for by a
 * look into the ledger each second. Thread-safe.
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
     * @param admits whether an intent can be sent now; nobody waits, or waits on, for one that cannot
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
        return now.isPresent() ? Optional.of(await(now.get(), () -> ledger.apply(key), limit, gone)) : now;
    }

    /**
     * The same for the one who has just made it, of whom no earlier rest can be meant.
     *
     * @param created as it was committed
     */
    Intent awaitNew(Intent created, Duration limit, BooleanSupplier gone) {
        return await(created, () -> resting.lately(created.key()), limit, gone);
    }

    private Intent await(Intent now, Supplier<Optional<Intent>> look, Duration limit, BooleanSupplier gone) {
        if (now.rests() || !admits.test(now) || limit.isZero() || !places.tryAcquire()) {
            return now;
        }
        try {
            return awaitInPlace(now, look, System.nanoTime() + limit.toNanos(), gone);
        } finally {
            places.release();
        }
    }

    /** @param look for one that came to rest before its notice was asked for */
    private Intent awaitInPlace(Intent now, Supplier<Optional<Intent>> look, long deadline, BooleanSupplier gone) {
        CompletableFuture<Intent> notice = resting.whenRested(now.key());
        try {
            Intent intent = look.get().orElse(now);
            long left = deadline - System.nanoTime();
            while (left > 0
                    && !intent.rests()
                    && admits.test(intent)
                    && !gone.getAsBoolean()
                    && !closing.getAsBoolean()) {
                Intent before = intent;
                intent = told(notice, Math.min(left, LOOK_EVERY_NANOS))
                        .or(() -> ledger.apply(before.key()))
                        .orElse(before);
                left = deadline - System.nanoTime();
            }
            return intent;
        } finally {
            notice.cancel(false);
        }
    }

    /** What a notice brings is what was committed; without one in this time the ledger must be asked. */
    private static Optional<Intent> told(CompletableFuture<Intent> notice, long nanos) {
        try {
            return Optional.of(notice.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException nothingYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a caller waited", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a notice cannot fail", e);
        }
    }
}
