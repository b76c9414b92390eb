package io.ticketbridge.sandbox;

import java.time.Clock;
import java.time.Instant;

/**
 * Ascending ids that a restarted sandbox does not repeat, though nothing is stored: they start at the tenths of
 * milliseconds since 2026, and no sandbox creates more than ten tickets a millisecond over its life. They stay below
 * 2<sup>53</sup>, so that every JSON reader takes them exactly.
 */
final class TicketIds {

    private static final long EPOCH_MILLIS =
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private long last;

    TicketIds(Clock clock) {
        last = Math.max(0, clock.millis() - EPOCH_MILLIS) * 10;
    }

    synchronized long next() {
        return ++last;
    }
}
