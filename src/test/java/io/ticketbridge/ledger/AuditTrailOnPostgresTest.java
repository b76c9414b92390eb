package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTrailOnPostgresTest extends AuditTrailContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
