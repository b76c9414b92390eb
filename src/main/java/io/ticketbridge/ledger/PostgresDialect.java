package io.ticketbridge.ledger;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, shared by any number of engines. */
final class PostgresDialect implements Dialect {

    static final String PREFIX = "jdbc:postgresql:";

    private static final int CONNECT_SECONDS = 5;
    private static final int SOCKET_SECONDS = 30;
    private static final int LOCK_SOCKET_SECONDS = 120;
    private static final int READERS = 6;
    private static final String LIMITS = "-c lock_timeout=10s -c statement_timeout=25s"
            + " -c idle_in_transaction_session_timeout=120s -c default_transaction_isolation=read\\ committed";

    private final Ledger.Location location;

    PostgresDialect(Ledger.Location location) {
        this.location = location;
    }

    @Override
    public String name() {
        int parameters = location.url().indexOf('?');
        return parameters < 0 ? location.url() : location.url().substring(0, parameters);
    }

    /** Connecting will tell. */
    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void prepare() {
        PrivateFiles.folder(location.dataDir().toAbsolutePath());
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source().getConnection();
        try {
            makeDurable(connection);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setOptions(LIMITS);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("ticketbridge");
        // A constraint's detail repeats the values of the row.
        source.setLogServerErrorDetail(false);
        source.setUrl(location.url());
        location.user().ifPresent(source::setUser);
        location.password().ifPresent(source::setPassword);
        return source;
    }

    /** Whatever the server's default, a commit here is on disk; a stricter setting stays. */
    private static void makeDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') IN ('off', 'local')");
        }
    }

    @Override
    public boolean mustKeepStatements() {
        return false;
    }

    @Override
    public void configureReads(HikariConfig pool) {
        pool.setDataSource(source());
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(READERS);
    }

    @Override
    public void begin(Sql sql) {
        // The driver begins with the first statement.
    }

    @Override
    public String beginSnapshot() {
        return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    }

    @Override
    public void commit(Sql sql) throws SQLException {
        sql.connection().commit();
    }

    @Override
    public void rollback(Sql sql) throws SQLException {
        sql.connection().rollback();
    }

    @Override
    public void keepSwitch(Sql sql, String key) throws SQLException {
        sql.any(
                "SELECT pg_advisory_xact_lock_shared(hashtext('ticketbridge-switch'), hashtext(held_by)) FROM intent"
                        + " WHERE key = ? AND held_by <> ''",
                key);
    }

    @Override
    public void takeSwitch(Sql sql, String batch) throws SQLException {
        sql.any("SELECT pg_advisory_xact_lock(hashtext('ticketbridge-switch'), hashtext(?))", batch);
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String forUpdateSkipLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    /** One round trip, however many they are. */
    @Override
    public void appendEvents(Sql sql, List<Object[]> events) throws SQLException {
        sql.updateEach(
                "WITH written AS (INSERT INTO event (at, type, key, details) VALUES (?, ?, ?, ?) RETURNING id)"
                        + " INSERT INTO audit_pending (sink, event_id)"
                        + " SELECT audit_sink.name, written.id FROM written, audit_sink",
                events);
    }

    @Override
    public Optional<Instant> databaseTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")) {
            row.next();
            Instant time = Instant.ofEpochMilli(row.getLong(1));
            connection.commit();
            return Optional.of(time);
        }
    }

    /** A transaction that has a number is written to the log. */
    @Override
    public void tryToWrite(Sql sql) throws SQLException {
        sql.any("SELECT txid_current()");
    }

    @Override
    public boolean hasOneEngine() {
        return false;
    }

    @Override
    public StoreFailures failures() {
        return new PostgresFailures(name());
    }

    /** The lock belongs to a session of its own, so that it ends with this process whatever happens. */
    @Override
    public <T> T alone(String name, Supplier<T> action) {
        PGSimpleDataSource source = source();
        source.setSocketTimeout(LOCK_SOCKET_SECONDS);
        source.setOptions("-c lock_timeout=90s -c statement_timeout=100s");
        try (Connection connection = source.getConnection()) {
            new Sql(connection).any("SELECT pg_advisory_lock(hashtext('ticketbridge'), hashtext(?))", name);
            return action.get();
        } catch (SQLException e) {
            throw WriteFailure.unavailable(this, e);
        }
    }

    /** Of this ledger's tables alone: other schemas of the database may hold other ledgers. */
    @Override
    public boolean takeTurn(Sql session, String name) throws SQLException {
        return session.any(
                "SELECT 1 WHERE pg_try_advisory_lock('chain_end'::regclass::oid::integer, hashtext(?))", name);
    }

    @Override
    public String schemaHistoryQuery() {
        return "SELECT 1 WHERE to_regclass('flyway_schema_history') IS NOT NULL";
    }

    @Override
    public DataSource migrationSource() {
        return source();
    }

    @Override
    public Map<String, String> migrationPlaceholders() {
        return Map.of("bytes", "BYTEA", "identity", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "clustered", "");
    }
}
