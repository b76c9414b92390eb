package io.ticketbridge.ledger;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationOnPostgresTest extends MigrationContract {

    @RegisterExtension
    final PostgresStore store = new PostgresStore();

    @Override
    Ledger.Location empty() throws SQLException {
        store.server().execute("ALTER DATABASE " + store.database() + " RESET search_path");
        store.server().execute(store.database(), "DROP SCHEMA shifted, public CASCADE");
        store.server().execute(store.database(), "CREATE SCHEMA public");
        return store.location();
    }
}
