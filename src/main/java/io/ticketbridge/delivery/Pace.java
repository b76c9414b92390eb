package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Spaces requests evenly, so that an allowed rate is used nearly in full and never broken. Waits on the caller's
 * thread, in turn. A request waits twice: for its slot before it is claimed, which may take long, and once more just
 * before its first byte, where what counts is when the requests before it really came, as far as their answers tell: in
 * no stretch of the period, wherever it begins, come more than are allowed. Thread-safe.
 */
public final class Pace {

    /**
     * What is sent evenly arrives less evenly: stretches are this much longer than the period, and so a little waits.
     */
    private static final double MARGIN = 1.015;

    /** The number of a request that need not be remembered. */
    private static final long ANY = -1;

    /** The last answers count for one in so many. */
    private static final int SMOOTHING = 16;

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    /** Of a larger allowance, shorter stretches are looked at. */
    private static final int MOST_REMEMBERED = 10_000;

    /** After a pause, so many may follow each other at once: on the whole nothing of the rate is lost. */
    private static final int CAUGHT_UP = 4;

    /** The time it is, and how to wait; in nanoseconds of {@link System#nanoTime}. */
    interface Time {

        long now();

        /** Returns then, or earlier and interrupted when the thread is told to stop. */
        void sleepUntil(long then);
    }

    private final Spacing slots;
    private final Spacing wire;

    private Pace(Spacing slots, Spacing wire) {
        this.slots = slots;
        this.wire = wire;
    }

    public static Pace unlimited() {
        return new Pace(new Spacing(0, 0, new Machine()), new Spacing(0, 0, new Machine()));
    }

    /** @param requests allowed in each {@code period} */
    public static Pace of(long requests, Duration period) {
        return of(requests, period, new Machine());
    }

    static Pace of(long requests, Duration period, Time time) {
        long nanos = Math.max(1, Math.round(MARGIN * period.toNanos() / requests));
        int remembered = (int) Math.min(requests, MOST_REMEMBERED);
        return new Pace(new Spacing(nanos, remembered, time), new Spacing(nanos, remembered, time));
    }

    /** Reads {@code off}, or a count a time such as {@code 10/1s}. */
    public static Pace parse(String text) {
        return AllowedRate.parse(text)
                .map(rate -> of(rate.requests(), rate.period()))
                .orElseGet(Pace::unlimited);
    }

    /** Returns when a request may be made ready, or interrupted. */
    void awaitSlot() {
        slots.await(FOR_EVER);
    }

    /**
     * Waits until a request that has its slot may go.
     *
     * @return its number, for {@link #answered}; empty = not in this time, or interrupted: it must not go
     */
    OptionalLong awaitWire(Duration longest) {
        return wire.await(longest);
    }

    /**
     * Tells that a request was answered well just now. One that took longer than usual came later than it went. Never
     * waits.
     */
    void answered(long number, Duration took) {
        wire.answered(number, took.toNanos());
    }

    /** Returns when a request that needs no making ready may go, or interrupted. */
    public void await() {
        awaitSlot();
        awaitWire(FOR_EVER);
    }

    private static final class Spacing {

        private final long nanos;
        private final Time time;
        private final ReentrantLock turn = new ReentrantLock(true);
        /** When the last ones went, or came if they took longer than usual, each at its number. */
        private final AtomicLongArray gone;

        /** What a request usually takes until its answer; 0 = none was answered yet. */
        private final AtomicLong usually = new AtomicLong();

        private long number;
        private long next;

        Spacing(long nanos, int remembered, Time time) {
            this.nanos = nanos;
            this.time = time;
            this.next = time.now();
            long[] longAgo = new long[remembered];
            Arrays.fill(longAgo, next - nanos * remembered);
            this.gone = new AtomicLongArray(longAgo);
        }

        OptionalLong await(Duration longest) {
            if (nanos == 0) {
                return OptionalLong.of(ANY);
            }
            long latest = time.now() + longest.toNanos();
            try {
                if (!turn.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                    return OptionalLong.empty();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return OptionalLong.empty();
            }
            try {
                return go(latest);
            } finally {
                turn.unlock();
            }
        }

        private OptionalLong go(long latest) {
            long then = Math.max(next, gone.get(place(number)) + nanos * gone.length());
            if (then > latest) {
                return OptionalLong.empty();
            }
            time.sleepUntil(then);
            if (Thread.currentThread().isInterrupted()) {
                return OptionalLong.empty();
            }
            long now = time.now();
            next = Math.max(next, now - CAUGHT_UP * nanos) + nanos;
            gone.set(place(number), now);
            return OptionalLong.of(number++);
        }

        private int place(long ofNumber) {
            return (int) (ofNumber % gone.length());
        }

        void answered(long ofNumber, long took) {
            if (ofNumber != ANY) {
                long usual = usually.getAndUpdate(before -> usually(before, took));
                gone.accumulateAndGet(place(ofNumber), time.now() - usual, Math::max);
            }
        }

        /** The first ones are slow, because everything is new: what is much quicker counts at once. */
        private static long usually(long before, long took) {
            return before == 0 || took < before / 2 ? took : before + (took - before) / SMOOTHING;
        }
    }

    private static final class Machine implements Time {

        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long then) {
            for (long left = then - now(); left > 0; left = then - now()) {
                LockSupport.parkNanos(left);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    }
}
