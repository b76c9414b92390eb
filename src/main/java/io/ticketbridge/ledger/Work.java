package io.ticketbridge.ledger;

import java.sql.SQLException;

/**
 * One member of a commit group. It may run more than once, after a roll-back, so it must change nothing but the
 * database.
 */
@FunctionalInterface
interface Work<T> {
    T run(Transaction transaction) throws SQLException;
}
