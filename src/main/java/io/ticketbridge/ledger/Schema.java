package io.ticketbridge.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the store's schema to this version's; a store of a newer version is left alone. */
final class Schema {

    /** The newest migration in {@code db/migration}. Known here so that an up-to-date store opens without Flyway. */
    static final int VERSION = 3;

    private static final String HIGHEST =
            "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success";

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    void bringUpToDate(Connection connection) throws SQLException {
        int found = version(new Sql(connection));
        if (found < VERSION) {
            migrate(connection);
        } else if (found > VERSION) {
            throw newer(found);
        }
    }

    /**
     * Whether the store can be read as it is.
     *
     * @return false = it is empty
     * @throws LedgerUnavailableException when it would have to be brought up to date first, or is of a newer version
     */
    boolean isUpToDate(Sql sql) throws SQLException {
        int found = version(sql);
        if (found > VERSION) {
            throw newer(found);
        }
        if (found > 0 && found < VERSION) {
            throw new LedgerUnavailableException(
                    "The ledger " + dialect.name() + " has schema version " + found + ", older than this program's "
                            + VERSION + "; ./ticketbridge status brings it up to date.",
                    null);
        }
        return found == VERSION;
    }

    private LedgerUnavailableException newer(int found) {
        return new LedgerUnavailableException(
                "The ledger " + dialect.name() + " has schema version " + found + ", newer than this program's "
                        + VERSION + "; use the newer program.",
                null);
    }

    private int version(Sql sql) throws SQLException {
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
            if (version(new Sql(connection)) != VERSION) {
                throw new LedgerUnavailableException(
                        "The ledger " + dialect.name()
                                + " could not be brought to schema version " + VERSION
                                + "; see the cause, and start again.",
                        e);
            }
        }
    }
}
