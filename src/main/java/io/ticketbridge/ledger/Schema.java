package io.ticketbridge.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the store's schema to this version's; a store of a newer version is left alone. */
final class Schema {

    /** The newest migration in {@code db/migration}. Known here so that an up-to-date store opens without Flyway. */
    static final int VERSION = 1;

    private static final String HIGHEST =
            "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success";

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    void bringUpToDate(Connection connection) throws SQLException {
        int found = version(connection);
        if (found < VERSION) {
            migrate(connection);
        } else if (found > VERSION) {
            throw new LedgerUnavailableException(
                    "The ledger " + dialect.name() + " has schema version " + found + ", newer than this program's "
                            + VERSION + "; use the newer program.",
                    null);
        }
    }

    private int version(Connection connection) throws SQLException {
        Sql sql = new Sql(connection);
        boolean fresh = !sql.any(dialect.schemaHistoryQuery());
        return fresh ? 0 : sql.first(HIGHEST, row -> row.getInt(1)).orElse(0);
    }

    private void migrate(Connection connection) throws SQLException {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(dialect.migrationSource())
                    .locations("classpath:db/migration")
                    .placeholders(dialect.migrationPlaceholders())
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            // Another process may have been quicker.
            if (version(connection) != VERSION) {
                throw new LedgerUnavailableException(
                        "The ledger " + dialect.name()
                                + " could not be brought to schema version " + VERSION
                                + "; see the cause, and start again.",
                        e);
            }
        }
    }
}
