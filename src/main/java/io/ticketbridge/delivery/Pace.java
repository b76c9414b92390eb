package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Spaces requests evenly, so that an allowed rate is used nearly in full and never broken. Waits on the caller's
 * thread, in turn. A request waits twice: for its slot before it is claimed, which may take long, and once more just
 * before its first byte, where what counts is when the requests before it had really gone, to their last byte: in no
 * stretch of the period, wherever it begins, go more than are allowed. Thread-safe.
 */
public final class Pace {

    /**
     * What is sent evenly arrives less evenly: stretches are this much longer than the period, and so a little waits.
     */
    private static final double MARGIN = 1.02;

    /** Of a request that need not be remembered. */
    private static final long NONE = -1;

    /** Of a larger allowance, shorter stretches are looked at. */
    private static final int MOST_REMEMBERED = 10_000;

    /** After a pause, so many may follow each other at once: on the whole nothing of the rate is lost. */
    private static final int CAUGHT_UP = 4;

    /** The time it is, and how to wait; in nanoseconds of {@link System#nanoTime}. */
    interface Time {

        long now();

        /** Returns then, or earlier when the thread is interrupted. */
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
        return new Pace(new Spacing(nanos, 0, time), new Spacing(nanos, remembered, time));
    }

    /** Reads {@code off}, or a count a time such as {@code 10/1s}. */
    public static Pace parse(String text) {
        return AllowedRate.parse(text)
                .map(rate -> of(rate.requests(), rate.period()))
                .orElseGet(Pace::unlimited);
    }

    /** Returns when a request may be made ready. */
    void awaitSlot() {
        slots.await();
    }

    /** Returns when a request that has its slot may go. @return its number, for {@link #written} */
    long awaitWire() {
        return wire.await();
    }

    /** Tells that the last byte of a request has gone: later, perhaps, than it might. Never waits. */
    void written(long number) {
        wire.wentNow(number);
    }

    /** Returns when a request that needs no making ready may go. */
    public void await() {
        awaitSlot();
        awaitWire();
    }

    private static final class Spacing {

        private final long nanos;
        private final Time time;
        private final ReentrantLock turn = new ReentrantLock(true);
        /** When the last ones really went, each at its number; none where only the plan counts. */
        private final AtomicLongArray gone;

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

        long await() {
            if (nanos == 0) {
                return NONE;
            }
            try {
                turn.lockInterruptibly();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return NONE;
            }
            try {
                time.sleepUntil(Math.max(next, allowed()));
                long now = time.now();
                next = Math.max(next, now - CAUGHT_UP * nanos) + nanos;
                return gone.length() == 0 ? NONE : remembered(now);
            } finally {
                turn.unlock();
            }
        }

        /** When one more is no more than are allowed in the stretch that ends with it. */
        private long allowed() {
            return gone.length() == 0 ? next : gone.get(place(number)) + nanos * gone.length();
        }

        private long remembered(long now) {
            gone.set(place(number), now);
            return number++;
        }

        private int place(long ofNumber) {
            return (int) (ofNumber % gone.length());
        }

        void wentNow(long ofNumber) {
            if (ofNumber != NONE) {
                gone.accumulateAndGet(place(ofNumber), time.now(), Math::max);
            }
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
