package io.ticketbridge.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MigrationOnSqliteTest extends MigrationContract {

    @TempDir
    private Path folder;

    @Override
    Ledger.Location empty() {
        return SqliteStore.at(folder.resolve("data"));
    }
}
