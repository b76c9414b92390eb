package io.ticketbridge.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL, started by the first test that needs it and stopped with the last, its files deleted. */
public final class SharedPostgres implements AutoCloseable {

    /** Unpacked once a build, because that takes seconds. */
    private static final Path PROGRAM = Path.of("target", "postgres").toAbsolutePath();

    private static final String TEMPLATE = "migrated";

    private final Path folder;
    private final EmbeddedPostgres postgres;

    private SharedPostgres() {
        try {
            folder = Files.createTempDirectory("ledger-postgres");
            postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(PROGRAM.toFile())
                    .setDataDirectory(folder.resolve("data"))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "60")
                    .start();
            execute("CREATE DATABASE " + TEMPLATE);
            Ledger.open(location(TEMPLATE), Clock.systemUTC()).close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL started, but makes no database", e);
        }
    }

    /** A new database whose schema is already there. */
    public void createMigrated(String database) throws SQLException {
        execute("CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
    }

    public Ledger.Location location(String database) {
        return new Ledger.Location(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database,
                Optional.of("postgres"),
                Optional.empty(),
                folder.resolve(database));
    }

    public static SharedPostgres of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(SharedPostgres.class, type -> new SharedPostgres(), SharedPostgres.class);
    }

    public void execute(String sql) throws SQLException {
        execute("postgres", sql);
    }

    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
