package io.ticketbridge.ledger;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** SQLite in one file, written by one process and read by many. */
final class SqliteDialect implements Dialect {

    static final String PREFIX = "jdbc:sqlite:";

    private static final int BUSY_MILLIS = 5_000;
    /** The driver takes pragmas from the URL, but not this one. */
    private static final Pattern BUSY_TIMEOUT = Pattern.compile("[?&]busy_timeout=(\\d{1,6})(&|$)");

    private static final int CACHE_KIBIBYTES = 32_768;
    /** 16 MiB of log: the pages that every commit changes then go to the database once for many commits. */
    private static final int CHECKPOINT_PAGES = 4_096;

    private static final int READERS = 4;

    private static final int EVENTS_AT_ONCE = 8;
    private static final String INSERT_EVENT = "INSERT INTO event (at, type, key, details) VALUES (?, ?, ?, ?)";
    private static final String INSERT_EVENTS = INSERT_EVENT + ", (?, ?, ?, ?)".repeat(EVENTS_AT_ONCE - 1);

    private final String url;
    private final Path file;
    private final Path dataDir;
    private final int busyMillis;

    SqliteDialect(Ledger.Location location) {
        this.url = location.url();
        String path = url.substring(PREFIX.length());
        int parameters = path.indexOf('?');
        this.file =
                Path.of(parameters < 0 ? path : path.substring(0, parameters)).toAbsolutePath();
        Matcher busy = BUSY_TIMEOUT.matcher(url);
        this.busyMillis = busy.find() ? Integer.parseInt(busy.group(1)) : BUSY_MILLIS;
        this.dataDir = location.dataDir().toAbsolutePath();
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public boolean isThere() {
        return Files.exists(file);
    }

    @Override
    public void prepare() {
        PrivateFiles.folder(dataDir);
        PrivateFiles.file(file);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, settings().toProperties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private SQLiteConfig settings() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(busyMillis);
        config.enforceForeignKeys(true);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-CACHE_KIBIBYTES);
        // Otherwise the driver asks for the last row's number after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    @Override
    public boolean mustKeepStatements() {
        return true;
    }

    @Override
    public void configureReads(HikariConfig pool) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyMillis);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(READERS);
        pool.setConnectionInitSql("PRAGMA query_only = ON");
    }

    @Override
    public void begin(Sql sql) throws SQLException {
        sql.update("BEGIN IMMEDIATE");
    }

    @Override
    public String beginSnapshot() {
        return "BEGIN";
    }

    @Override
    public void commit(Sql sql) throws SQLException {
        sql.update("COMMIT");
    }

    @Override
    public void rollback(Sql sql) throws SQLException {
        sql.update("ROLLBACK");
    }

    @Override
    public void keepSwitch(Sql sql, String key) {
        // Its writing transactions come one after the other.
    }

    @Override
    public void takeSwitch(Sql sql, String batch) {
        // Its writing transactions come one after the other.
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public String forUpdateSkipLocked() {
        return "";
    }

    /** Nobody else writes meanwhile, so that the events' numbers follow each other without a gap. */
    @Override
    public void appendEvents(Sql sql, List<Object[]> events) throws SQLException {
        for (int done = 0; done < events.size(); ) {
            int rows = events.size() - done >= EVENTS_AT_ONCE ? EVENTS_AT_ONCE : 1;
            sql.update(
                    rows == 1 ? INSERT_EVENT : INSERT_EVENTS,
                    events.subList(done, done + rows).stream()
                            .flatMap(Arrays::stream)
                            .toArray());
            done += rows;
        }
        sql.update(
                "INSERT INTO audit_pending (sink, event_id) SELECT s.name, e.id FROM audit_sink s, event e"
                        + " WHERE e.id > last_insert_rowid() - ?",
                events.size());
    }

    @Override
    public Optional<Instant> databaseTime(Connection connection) {
        return Optional.empty();
    }

    /** Sets a number in the file's header that SQLite keeps for applications, and that nobody reads. */
    @Override
    public void tryToWrite(Sql sql) throws SQLException {
        sql.update("PRAGMA user_version = 0");
    }

    @Override
    public boolean hasOneEngine() {
        return true;
    }

    @Override
    public StoreFailures failures() {
        return new SqliteFailures(file);
    }

    @Override
    public <T> T alone(String name, Supplier<T> action) {
        return new FileMutex(dataDir.resolve(name + ".lock")).alone(action);
    }

    @Override
    public boolean takeTurn(Sql session, String name) {
        return true;
    }

    @Override
    public String schemaHistoryQuery() {
        return "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'";
    }

    @Override
    public DataSource migrationSource() {
        SQLiteDataSource source = new SQLiteDataSource(settings());
        source.setUrl(url);
        return source;
    }

    @Override
    public Map<String, String> migrationPlaceholders() {
        return Map.of("bytes", "BLOB", "identity", "INTEGER PRIMARY KEY AUTOINCREMENT", "clustered", "WITHOUT ROWID");
    }
}
