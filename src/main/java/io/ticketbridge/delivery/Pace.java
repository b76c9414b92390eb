package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Spaces requests evenly, so that an allowed rate is used in full and never broken. Waits on the caller's thread, in
 * turn. Thread-safe.
 */
public final class Pace {

    private final long spacingNanos;
    private long nextSlot;

    private Pace(long spacingNanos) {
        this.spacingNanos = spacingNanos;
        this.nextSlot = System.nanoTime();
    }

    public static Pace unlimited() {
        return new Pace(0);
    }

    /** @param requests allowed in each {@code period} */
    public static Pace of(long requests, Duration period) {
        return new Pace(Math.max(1, period.toNanos() / requests));
    }

    /** Reads {@code off}, or a count a time such as {@code 10/1s}. */
    public static Pace parse(String text) {
        if (text.equals("off")) {
            return unlimited();
        }
        int slash = text.indexOf('/');
        return of(
                Long.parseLong(text.substring(0, slash)),
                Duration.ofMillis(org.apache.camel.util.TimeUtils.toMilliSeconds(text.substring(slash + 1))));
    }

    /** Returns when the next request may go. */
    void await() {
        if (spacingNanos == 0) {
            return;
        }
        long slot = reserve();
        for (long left = slot - System.nanoTime(); left > 0; left = slot - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private synchronized long reserve() {
        nextSlot = Math.max(nextSlot, System.nanoTime());
        long slot = nextSlot;
        nextSlot += spacingNanos;
        return slot;
    }
}
