package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTrailOnSqliteTest extends AuditTrailContract {

    @RegisterExtension
    final SqliteStore store = new SqliteStore();

    @Override
    TestStore store() {
        return store;
    }
}
