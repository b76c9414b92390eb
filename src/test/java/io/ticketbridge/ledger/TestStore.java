package io.ticketbridge.ledger;

import java.time.Clock;
import org.junit.jupiter.api.extension.Extension;

/** A fresh, empty store for each test method, of one of the two databases. */
interface TestStore extends Extension {

    /** The store of the running test; opening it again shows the same data. */
    Ledger.Location location();

    default Ledger open(Clock clock) {
        return Ledger.open(location(), clock);
    }
}
