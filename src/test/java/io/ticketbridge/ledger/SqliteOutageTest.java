package io.ticketbridge.ledger;

import static io.ticketbridge.ledger.Tickets.external;
import static io.ticketbridge.ledger.Tickets.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A locked, full, read-only or damaged SQLite file: a clear refusal, nothing lost, recovery without a restart. */
class SqliteOutageTest {

    /** Where the file's header says how it may be written; 3 = by nobody of today. */
    private static final int WRITE_VERSION_AT = 18;

    @TempDir
    private Path folder;

    private Ledger open(String parameters) {
        return Ledger.open(
                new Ledger.Location("jdbc:sqlite:" + file() + parameters, Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
    }

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private static Acceptance accept(Ledger ledger, Submission submission) {
        return ledger.intake().accept(List.of(submission), Optional.empty()).get(0);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "another program holds the ledger locked",
            promise = "intake says so and takes nothing by half; it recovers by itself")
    void aLockedFileRefusesAndThenRecovers() throws SQLException {
        try (Ledger ledger = open("?busy_timeout=100")) {
            String key = accept(ledger, submission("a")).key();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertThatThrownBy(() -> accept(ledger, submission("b", external("E-1"))))
                        .isInstanceOf(LedgerUnavailableException.class)
                        .hasMessageContaining("locked by another program")
                        .hasMessageContaining(file().toString());
                assertThat(ledger.inspection().find(key)).isPresent();
                statement.execute("ROLLBACK");
            }

            assertThat(accept(ledger, submission("b", external("E-1")))).isInstanceOf(Acceptance.Created.class);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the ledger becomes read-only",
            promise = "intake says so, what was accepted can be read; it recovers by itself")
    void aReadOnlyFileRefusesAndThenRecovers() throws IOException {
        String key;
        try (Ledger ledger = open("")) {
            key = accept(ledger, submission("a")).key();
        }
        writeVersion(3);
        try (Ledger ledger = open("")) {
            assertThatThrownBy(() -> accept(ledger, submission("b")))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("cannot be written");
            assertThat(ledger.inspection().find(key)).isPresent();

            writeVersion(2);
            assertThat(accept(ledger, submission("b"))).isInstanceOf(Acceptance.Created.class);
        }
    }

    private void writeVersion(int version) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek(WRITE_VERSION_AT);
            bytes.write(version);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the disk is full in the middle of a list of tickets",
            promise = "all of the list or nothing is kept")
    void aFullDiskKeepsAllOrNothingOfAList() {
        try (Ledger ledger = open("?max_page_count=120")) {
            String key = accept(ledger, submission("a")).key();
            List<Submission> tooMuch = List.of(submission("b", external("E-1")), submission("x".repeat(1_000_000)));

            assertThatThrownBy(() -> ledger.intake().accept(tooMuch, Optional.empty()))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("disk is full");

            assertThat(ledger.inspection().find(key)).isPresent();
            assertThat(accept(ledger, submission("b", external("E-1")))).isInstanceOf(Acceptance.Created.class);
        }
    }

    @Test
    void aTroubleThatNobodyForesawIsWaitedForLikeAnOutage() throws SQLException {
        try (Ledger ledger = open("")) {
            execute("ALTER TABLE identity RENAME TO elsewhere");
            assertThatThrownBy(() -> accept(ledger, submission("a", external("E-1"))))
                    .isInstanceOf(LedgerUnavailableException.class);

            execute("ALTER TABLE elsewhere RENAME TO identity");
            assertThat(accept(ledger, submission("a", external("E-1")))).isInstanceOf(Acceptance.Created.class);
        }
    }

    @Test
    void aWriteThatMeansNothingShowsWhetherTheFileCanBeWritten() throws IOException {
        open("").close();
        writeVersion(3);
        try (Ledger ledger = open("")) {
            assertThatThrownBy(ledger::proveWritable).isInstanceOf(LedgerUnavailableException.class);

            writeVersion(2);
            assertThatCode(ledger::proveWritable).doesNotThrowAnyException();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws IOException {
        Files.writeString(file(), "This is a letter to my aunt. ".repeat(100));

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("no SQLite database");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path blocker = Files.createFile(folder.resolve("blocker"));
        Ledger.Location location = SqliteStore.at(blocker.resolve("data"));

        assertThatThrownBy(() -> Ledger.open(location, Clock.systemUTC()))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(blocker.toString());
    }
}
