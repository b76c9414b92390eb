package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class PreviewOnPostgresTest extends PreviewContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
