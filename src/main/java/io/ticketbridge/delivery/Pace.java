package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Spaces requests evenly, so that an allowed rate is used nearly in full and never broken. Waits on the caller's
 * thread, in turn. A request waits twice: for its slot before it is claimed, which may take long, and once more just
 * before its first byte, which evens out what happened in between. Thread-safe.
 */
public final class Pace {

    /** Slots are a little further apart than allowed: what is sent evenly arrives less evenly. */
    private static final double MARGIN = 1.05;

    private final Spacing slots;
    private final Spacing wire;

    private Pace(long spacingNanos) {
        this.slots = new Spacing(spacingNanos);
        this.wire = new Spacing(spacingNanos);
    }

    public static Pace unlimited() {
        return new Pace(0);
    }

    /** @param requests allowed in each {@code period} */
    public static Pace of(long requests, Duration period) {
        return new Pace(Math.max(1, Math.round(MARGIN * period.toNanos() / requests)));
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

    /** Returns when a request that has its slot may go. */
    void awaitWire() {
        wire.await();
    }

    /** Returns when a request that needs no making ready may go. */
    public void await() {
        awaitSlot();
        awaitWire();
    }

    private static final class Spacing {

        private final long nanos;
        private long next = System.nanoTime();

        Spacing(long nanos) {
            this.nanos = nanos;
        }

        void await() {
            if (nanos == 0) {
                return;
            }
            long turn = reserve();
            for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }

        private synchronized long reserve() {
            next = Math.max(next, System.nanoTime());
            long turn = next;
            next += nanos;
            return turn;
        }
    }
}
