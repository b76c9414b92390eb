package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class BatchesOnSqliteTest extends BatchesContract {

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Override
    TestStore store() {
        return store;
    }
}
