package io.ticketbridge.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;

class GroupCommitOnPostgresTest extends GroupCommitContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    TestStore store() {
        return store;
    }
}
