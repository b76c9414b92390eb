package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class BatchCorrectionOnPostgresTest extends BatchCorrectionContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
