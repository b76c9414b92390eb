package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off. Jitter is only ever added, so that no wait is shorter than its step. Thread-safe if the
 * generator is.
 *
 * @param first the first wait
 * @param longest no step is longer, before jitter
 */
public record RetrySchedule(Duration first, Duration longest, RandomGenerator random) {

    /** @param failures how many attempts have failed so far, from 1 */
    public Duration delay(int failures) {
        long step = step(failures);
        return Duration.ofMillis(step + random.nextLong(step + 1));
    }

    private long step(int failures) {
        long cap = Math.max(longest.toMillis(), first.toMillis());
        int doublings = Math.min(Math.max(failures - 1, 0), 40);
        long grown = first.toMillis() << doublings;
        boolean overflown = grown >> doublings != first.toMillis();
        return overflown ? cap : Math.min(grown, cap);
    }
}
