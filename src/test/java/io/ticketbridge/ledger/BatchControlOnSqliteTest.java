package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class BatchControlOnSqliteTest extends BatchControlContract {

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Override
    TestStore store() {
        return store;
    }
}
