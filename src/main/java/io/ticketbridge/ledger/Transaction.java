package io.ticketbridge.ledger;

import java.time.Instant;

/**
 * What a {@link Work} gets: the statements of the open transaction, its events, its time, and the database's dialect.
 */
record Transaction(Sql sql, EventGroup events, Instant now, Dialect dialect) {

    /** {@code now} as it is stored. */
    long millis() {
        return now.toEpochMilli();
    }
}
