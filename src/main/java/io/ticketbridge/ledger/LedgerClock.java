package io.ticketbridge.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The machine's clock, corrected by what the database's clock last showed. A machine whose clock was set, or that was
 * asleep, is corrected anew before the next write. Thread-safe.
 */
final class LedgerClock extends Clock {

    private static final long MEASURE_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    /** More than the clocks of one machine drift apart between two measurements. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Clock machine;
    private volatile Instant machineThen = Instant.EPOCH;
    private volatile Duration offset = Duration.ZERO;
    private volatile long measuredAt = System.nanoTime() - MEASURE_EVERY_NANOS;

    LedgerClock(Clock machine) {
        this.machine = machine;
    }

    void measureWhenDue(Dialect dialect, Connection connection) throws SQLException {
        long passed = System.nanoTime() - measuredAt;
        if (passed >= MEASURE_EVERY_NANOS || hasStepped(passed)) {
            measure(dialect, connection);
        }
    }

    private boolean hasStepped(long passed) {
        Duration shown = Duration.between(machineThen, machine.instant());
        return shown.minusNanos(passed).abs().compareTo(STEP) > 0;
    }

    void measure(Dialect dialect, Connection connection) throws SQLException {
        Instant before = machine.instant();
        Optional<Instant> there = dialect.databaseTime(connection);
        if (there.isPresent()) {
            Duration roundTrip = Duration.between(before, machine.instant());
            offset = Duration.between(before.plus(roundTrip.dividedBy(2)), there.get());
        }
        machineThen = machine.instant();
        measuredAt = System.nanoTime();
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        LedgerClock other = new LedgerClock(machine.withZone(zone));
        other.offset = offset;
        return other;
    }
}
