package io.ticketbridge.ledger;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.Extension;

/** A fresh, empty store for each test method, of one of the two databases. */
interface TestStore extends Extension {

    /** The store of the running test; opening it again shows the same data. */
    Ledger.Location location();

    /** Lets time pass: the machine's clock goes on, and the database's with it. */
    default void advance(ShiftedClock machine, Duration by) {
        machine.advance(by);
    }

    default Ledger open(Clock clock) {
        return Ledger.open(location(), clock);
    }
}
