package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class BatchControlOnPostgresTest extends BatchControlContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
