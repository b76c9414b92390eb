package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Intent;
import java.time.Duration;

/** Hears of each attempt after its commit. Must be fast and must not throw. */
public interface DeliveryListener {

    /** @param took the wire request's duration; zero when the intent moved without one */
    void settled(Intent intent, Outcome outcome, Duration took);

    /** An intent moved without an attempt: a probe's verdict, a mapping that refuses it now. */
    void moved(Intent intent);
}
