package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveriesOnPostgresTest extends DeliveriesContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
