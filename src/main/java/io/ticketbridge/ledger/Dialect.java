package io.ticketbridge.ledger;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where the two databases differ. */
sealed interface Dialect permits SqliteDialect, PostgresDialect {

    static Dialect of(Ledger.Location location) {
        if (location.url().startsWith(SqliteDialect.PREFIX)) {
            return new SqliteDialect(location);
        }
        if (location.url().startsWith(PostgresDialect.PREFIX)) {
            return new PostgresDialect(location);
        }
        throw new IllegalArgumentException(
                "ticketbridge.ledger.url must start with " + SqliteDialect.PREFIX + " or " + PostgresDialect.PREFIX);
    }

    /** The store's name for messages, without user or password. */
    String name();

    /** Whether there is a store to connect to, without making one. */
    boolean isThere();

    /** Creates folders and files, with the permissions they must have, before anything connects. */
    void prepare();

    /** A connection that writes, durable at commit. */
    Connection connect() throws SQLException;

    /** Whether a statement must be kept, or else each use prepares it anew; PostgreSQL's driver keeps its own. */
    boolean mustKeepStatements();

    /** Where the connections of the read pool come from. */
    void configureReads(HikariConfig pool);

    void begin(Sql sql) throws SQLException;

    /** The statement after which all that is read is of one moment, until {@code ROLLBACK}. */
    String beginSnapshot();

    void commit(Sql sql) throws SQLException;

    void rollback(Sql sql) throws SQLException;

    /** Appended to a query whose rows will be changed in this transaction. */
    String forUpdate();

    /** Until this transaction ends, the switch of the batch that may hold this ticket back is not turned. */
    void keepSwitch(Sql sql, String key) throws SQLException;

    /** Waits until no transaction keeps the switch of this batch, so that none claims by what it was before. */
    void takeSwitch(Sql sql, String batch) throws SQLException;

    /** Appended to a query of rows that any engine may take, each only one. */
    String forUpdateSkipLocked();

    /**
     * Writes events in this order, and a pending row of each for each audit sink.
     *
     * @param events time, type, key, details
     */
    void appendEvents(Sql sql, List<Object[]> events) throws SQLException;

    /** The database's own time, asked between transactions; empty = it has none but this machine's. */
    Optional<Instant> databaseTime(Connection connection) throws SQLException;

    /** Writes what means nothing and changes nothing, so that its commit shows whether the store can be written. */
    void tryToWrite(Sql sql) throws SQLException;

    /** Whether every row that is {@code sending} when this process opens the store was left by a dead one. */
    boolean hasOneEngine();

    /** What a failure of this database means. */
    StoreFailures failures();

    /** Runs the action while no other thread of any engine runs one of this name; holds no transaction meanwhile. */
    <T> T alone(String name, Supplier<T> action);

    /**
     * Takes the turn of this name for as long as this session lives, where no other has it.
     *
     * @return whether this session has it
     */
    boolean takeTurn(Sql session, String name) throws SQLException;

    /** Has a row once the store was ever migrated. */
    String schemaHistoryQuery();

    DataSource migrationSource();

    /** What stands for the placeholders of the migrations. */
    Map<String, String> migrationPlaceholders();
}
