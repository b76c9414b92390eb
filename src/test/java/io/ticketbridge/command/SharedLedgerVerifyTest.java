package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.engine.RunningBridge;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.SharedPostgres;
import io.ticketbridge.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} where two bridges, one after the other, worked with one PostgreSQL ledger. */
class SharedLedgerVerifyTest {

    private static final String DATABASE = "verified";

    @TempDir
    private Path folder;

    private SharedPostgres server;

    @RegisterExtension
    final BeforeEachCallback postgres = context -> server = SharedPostgres.of(context);

    private String[] ledger;
    private Path first;
    private Path second;

    @BeforeEach
    void deliverByBoth() throws SQLException, IOException {
        server.createMigrated(DATABASE);
        Ledger.Location location = server.location(DATABASE);
        ledger = new String[] {
            "ledger.url=" + location.url(), "ledger.user=" + location.user().orElseThrow()
        };
        first = Files.createDirectory(folder.resolve("first"));
        second = Files.createDirectory(folder.resolve("second"));
        deliver(first);
        deliver(second);
    }

    @AfterEach
    void drop() throws SQLException {
        server.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    private void deliver(Path home) {
        try (RunningBridge bridge = new RunningBridge(home, Clock.systemUTC(), ledger).start()) {
            String key = bridge.accept("application_id=42&message=m&subject=s");
            bridge.await(key, intent -> intent.state() == State.DELIVERED);
        }
    }

    @Test
    void eachIsWholeAndTheOtherIsNamedAsNotVerified() throws IOException {
        Console one = verify(first);
        Console other = verify(second);
        JsonNode report = new ObjectMapper().readTree(verify(second, "--json").out());

        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out().lines())
                .containsExactly(
                        "whole: records 1 to " + lines(first).size() + " in " + first.resolve("data/audit"),
                        "not verified: " + lines(second).size() + " records of " + chain(second)
                                + ", another bridge with this ledger; verify them with its data folder");
        assertThat(other.exitCode()).isZero();
        assertThat(report.path("whole").booleanValue()).isTrue();
        assertThat(report.path("notVerified").path(chain(first)).asInt())
                .isEqualTo(lines(first).size());
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the audit of one of two bridges with one PostgreSQL ledger is cut off or taken away",
            promise = "audit verify says so with that bridge's data folder, and the other's is whole")
    void whatIsCutOffOrTakenAwayIsFoundWhereItWas() throws IOException {
        Path file = file(first);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        Console cut = verify(first);
        Files.delete(file);
        Console gone = verify(first);

        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.out())
                .startsWith("broken: " + file + " line " + lines.size() + ": record " + lines.size() + " is missing");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.out()).contains("record 1 is missing");
        assertThat(verify(second).out()).startsWith("whole: ");
    }

    @Test
    void withoutTheNameOfItsChainNothingIsCalledWhole() throws IOException {
        Path name = first.resolve("data/audit-chain");
        Files.writeString(name, "made-up");
        Console changed = verify(first);
        Files.delete(name);
        Console missing = verify(first);

        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.err()).contains(name + ", which names the audit chain of its folder, names none that");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains(" is missing: put back what was there, or name by ticketbridge.data.dir");
        assertThat(verify(folder).exitCode()).isEqualTo(2);
    }

    private Console verify(Path home, String... more) {
        return Console.runIn(
                home,
                Stream.of(
                                Stream.of("audit", "verify"),
                                Stream.of(more),
                                Stream.of(ledger).flatMap(set -> Stream.of("--set", set)))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static String chain(Path home) throws IOException {
        return Files.readString(home.resolve("data/audit-chain")).strip();
    }

    private static List<String> lines(Path home) throws IOException {
        return Files.readAllLines(file(home));
    }

    /** The bridges work for seconds only; where midnight comes between, the newer file. */
    private static Path file(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("data/audit"))) {
            return files.sorted().reduce((older, newer) -> newer).orElseThrow();
        }
    }
}
