package io.ticketbridge.ledger;

import java.sql.SQLException;

/** What a failed statement of one database means for who asked. */
sealed interface StoreFailures permits SqliteFailures, PostgresFailures {

    /** Whether the same transaction may succeed when it runs again, alone. */
    boolean isTransient(SQLException failure);

    /** Whether the store cannot be reached or written now, whatever the statement. */
    boolean isUnavailable(SQLException failure);

    /** Whether a value or constraint of the statement itself is to blame, so that waiting cannot help. */
    boolean isCausedByData(SQLException failure);

    /** Whether a commit that failed so may be kept all the same. */
    boolean mayHaveCommitted(SQLException failure);

    /** Whether only the connection died, so that a fresh one may do. */
    boolean isWorthReconnecting(SQLException failure);

    /** What is wrong and what to do, for {@link LedgerUnavailableException}. */
    String explain(SQLException failure);
}
