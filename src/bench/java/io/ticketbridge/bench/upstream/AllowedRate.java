package io.ticketbridge.bench.upstream;

import java.time.Duration;

/**
 * A limit taken at its word: in no stretch of its period, wherever it begins, are more than so many requests admitted.
 * Not thread-safe: for one event loop.
 */
public final class AllowedRate {

    private final long[] admitted;
    private final long periodNanos;
    private int next;
    private boolean full;

    /** @param requests in each {@code period} */
    public AllowedRate(int requests, Duration period) {
        this.admitted = new long[requests];
        this.periodNanos = period.toNanos();
    }

    boolean admits(long now) {
        if (full && now - admitted[next] < periodNanos) {
            return false;
        }
        admitted[next] = now;
        next++;
        if (next == admitted.length) {
            next = 0;
            full = true;
        }
        return true;
    }
}
