package io.ticketbridge.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A pause in asking an upstream's list: after a look that failed, the next ones would too, and after a long one the
 * upstream's rate is for tickets again. Grows with each failure. Thread-safe.
 */
final class Recess {

    private final Clock clock;
    private final RetrySchedule schedule;
    private Instant until = Instant.MIN;
    private int failures;

    Recess(Clock clock, RetrySchedule schedule) {
        this.clock = clock;
        this.schedule = schedule;
    }

    synchronized boolean isOver() {
        return !clock.instant().isBefore(until);
    }

    synchronized Instant until() {
        return until;
    }

    /**
     * @param rest the least pause, for what the look took
     * @return failures in a row, this one counted
     */
    synchronized int failed(Duration rest) {
        failures++;
        Duration delay = schedule.delay(failures);
        until = clock.instant().plus(delay.compareTo(rest) > 0 ? delay : rest);
        return failures;
    }

    synchronized void succeeded(Duration rest) {
        failures = 0;
        until = clock.instant().plus(rest);
    }
}
