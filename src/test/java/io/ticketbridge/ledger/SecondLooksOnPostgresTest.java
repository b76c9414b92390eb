package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class SecondLooksOnPostgresTest extends SecondLooksContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
