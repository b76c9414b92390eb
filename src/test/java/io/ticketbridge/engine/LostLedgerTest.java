package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is not the one the audit files were written from. */
class LostLedgerTest {

    @TempDir
    private Path folder;

    private Path data;
    private RunningBridge bridge;

    @BeforeEach
    void deliver() {
        data = folder.resolve("data");
        bridge = new RunningBridge(folder, Clock.systemUTC()).start();
        deliver("first");
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    private void deliver(String subject) {
        String key = bridge.accept("application_id=42&message=m&subject=" + subject);
        bridge.await(key, intent -> intent.state() == State.DELIVERED);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the ledger is lost while the bridge is stopped, and the audit is still there",
            promise = "the start is refused, and the audit is left as it is; with the ledger back it goes on")
    void refusesToStartWithANewLedgerBesideTheAuditOfTheLostOne() throws IOException {
        bridge.stop();
        List<String> told = audit();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        moveLedger(data, kept);

        assertThatThrownBy(bridge::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The audit in " + data.resolve("audit") + " goes on to record " + told.size()
                        + ", which the ledger " + data.resolve("ledger.db") + " does not know: restore the ledger");
        assertThat(audit()).isEqualTo(told);

        moveLedger(kept, data);
        bridge.start();
        deliver("second");
        bridge.stop();
        assertThat(audit()).startsWith(told.toArray(String[]::new)).hasSizeGreaterThan(told.size());
    }

    @Test
    void refusesToStartWithAnEarlierStateOfTheLedger() throws IOException {
        bridge.stop();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.copy(data.resolve("ledger.db"), kept.resolve("ledger.db"));
        bridge.start();
        deliver("second");
        bridge.stop();
        moveLedger(data, Files.createDirectory(folder.resolve("lost")));
        moveLedger(kept, data);

        assertThatThrownBy(bridge::start).hasMessageContaining("which the ledger");
    }

    @Test
    void startsAnewWhenTheAuditOfTheLostLedgerIsMovedAway() throws IOException {
        bridge.stop();
        moveLedger(data, Files.createDirectory(folder.resolve("lost")));
        Files.move(data.resolve("audit"), folder.resolve("old-audit"));

        bridge.start();

        deliver("second");
    }

    @Test
    void startsWithAnEmptyAuditFolderBesideALedgerThatHasEvents() throws IOException {
        bridge.stop();
        Files.move(data.resolve("audit"), folder.resolve("old-audit"));

        bridge.start();

        deliver("second");
    }

    @Test
    void startsWhenTheMarkOfTheLastRecordsWasLostInACrash() throws Exception {
        bridge.stop();
        List<String> told = audit();
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ledger.db"));
                Statement statement = ledger.createStatement()) {
            statement.execute("INSERT INTO audit_pending (sink, event_id) SELECT 'file', id FROM event");
            statement.execute("DELETE FROM chain_end");
        }

        bridge.start();
        deliver("second");
        bridge.stop();

        assertThat(audit()).startsWith(told.toArray(String[]::new)).doesNotHaveDuplicates();
    }

    private List<String> audit() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.sorted().flatMap(LostLedgerTest::lines).toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the files beside it; what a refused start left there goes. */
    private static void moveLedger(Path from, Path to) throws IOException {
        for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
            Files.deleteIfExists(to.resolve(name));
            if (Files.exists(from.resolve(name))) {
                Files.move(from.resolve(name), to.resolve(name));
            }
        }
    }
}
