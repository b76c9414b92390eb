package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class PreviewOnSqliteTest extends PreviewContract {

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Override
    TestStore store() {
        return store;
    }
}
