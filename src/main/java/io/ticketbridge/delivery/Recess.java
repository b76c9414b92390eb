package io.ticketbridge.delivery;

import java.time.Clock;
import java.time.Instant;

/**
 * A pause in asking an upstream's list: after a look that failed, the next ones would too. Grows with each failure.
 * Thread-safe.
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

    /** @return when the next look may be made */
    synchronized Instant failed() {
        failures++;
        until = clock.instant().plus(schedule.delay(failures));
        return until;
    }

    synchronized void succeeded() {
        failures = 0;
        until = Instant.MIN;
    }
}
