package io.ticketbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new, a known and a newer store. */
class OpeningTest {

    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    @TempDir
    private Path parent;

    private Ledger open() {
        return Ledger.open(SqliteStore.at(parent.resolve("data")), Clock.systemUTC());
    }

    @Test
    void onlyItsOwnerMayReadTheLedger() throws IOException {
        try (Ledger ledger = open()) {
            ledger.intake().accept(List.of(Tickets.submission("a")), Optional.empty());

            assertThat(permissions(parent.resolve("data"))).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(parent.resolve("data"))) {
                assertThat(files).hasSizeGreaterThan(1).allSatisfy(file -> assertThat(permissions(file))
                        .isEqualTo("rw-------"));
            }
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the ledger was made by a newer version",
            promise = "it is left alone")
    void aStoreOfANewerProgramIsLeftAlone() throws SQLException {
        open().close();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + parent.resolve("data").resolve("ledger.db"))) {
            new Sql(connection).update("UPDATE flyway_schema_history SET version = '999' WHERE version = '1'");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("schema version 999");
    }

    @Test
    void theProgramKnowsItsNewestMigration() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                            .filter(Matcher::matches)
                            .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                            .max())
                    .hasValue(Schema.VERSION);
        }
    }

    @Test
    void anotherDatabaseIsRefusedByName() {
        Ledger.Location oracle = new Ledger.Location("jdbc:oracle:thin:@x", Optional.empty(), Optional.empty(), parent);

        assertThatThrownBy(() -> Ledger.open(oracle, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ticketbridge.ledger.url");
    }

    @Test
    void aClosedLedgerSaysSo() {
        Ledger ledger = open();
        ledger.close();

        assertThatThrownBy(() -> ledger.inspection().counts()).isInstanceOf(LedgerUnavailableException.class);
        assertThatThrownBy(() -> ledger.gates().open("live")).isInstanceOf(LedgerUnavailableException.class);
        ledger.close();
    }
}
