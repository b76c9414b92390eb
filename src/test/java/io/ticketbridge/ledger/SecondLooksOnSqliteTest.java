package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class SecondLooksOnSqliteTest extends SecondLooksContract {

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Override
    TestStore store() {
        return store;
    }
}
