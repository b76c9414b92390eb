package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.audit.AuditVerifier;
import io.ticketbridge.audit.FileChain;
import io.ticketbridge.audit.LedgerEvents;
import io.ticketbridge.audit.Verdict;
import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged bridges, each with a data folder of its own, on one PostgreSQL ledger. */
class TwoEnginesIT {

    /** So that each look for a lost ticket is one page. */
    private static final String CORRELATION = "socialboards.correlation-field-id=42623";

    private static final int FILES = 4;
    private static final int ROWS = 700;

    @TempDir
    Path folder;

    private Sandbox upstream;
    private EmbeddedPostgres postgres;

    @BeforeEach
    void open() throws IOException {
        upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Path.of("target", "postgres").toAbsolutePath().toFile())
                .setDataDirectory(folder.resolve("postgres"))
                .start();
    }

    @AfterEach
    void close() throws IOException {
        postgres.close();
        upstream.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "of two engines on one PostgreSQL ledger, one is killed mid-request",
            promise =
                    "the other takes its work over when the lease ends; each ticket is created once, and both audits are whole")
    void theOtherTakesOverWhatAKilledOneHadInHand() throws Exception {
        try (BridgeProcess first = home("first").start();
                BridgeProcess second = home("second").start();
                Crowd crowd = new Crowd(folder.resolve("first/data/inbox"))) {
            second.awaitReady();
            upstream.inject(Fault.stall(Endpoint.TICKETS).creating().times(2));
            upstream.inject(Fault.stall(Endpoint.TICKETS).times(2));
            crowd.doorsAre(first.awaitReady());
            crowd.callAtRest("both", 12);
            first.await(
                    "requests that the upstream holds", () -> upstream.faults().isEmpty());

            first.kill();
            crowd.doorsAre(second.awaitReady());

            Taken taken = crowd.awaitAllTaken();
            try (Ledger ledger = Ledger.open(ledger(), Clock.systemUTC())) {
                second.await("delivery of all", 100, () -> intents(ledger, taken)
                        .allMatch(intent -> intent.state() == State.DELIVERED));
                assertThat(intents(ledger, taken)).hasSize(12);
                assertThat(titles()).containsExactlyInAnyOrderElementsOf(taken.subjects());
                second.await(
                        "the audit",
                        () -> ledger.auditTrail().pending("file", 1).isEmpty());
                assertThat(deliveriesIn("first", "second"))
                        .containsAll(taken.answers().keySet());
            }
        }
        for (String name : List.of("first", "second")) {
            assertThat(verify(name)).as("the audit of the %s engine", name).isInstanceOf(Verdict.Whole.class);
        }
    }

    private Verdict verify(String name) throws IOException {
        try (Ledger ledger = Ledger.open(ledger(), Clock.systemUTC())) {
            Settings settings = ConfigurationLoader.load(
                            ConfigurationSources.of("data.dir=" + folder.resolve(name + "/data")))
                    .settings();
            AuditTrail trail = ledger.auditTrail();
            return AuditVerifier.verify(
                    folder.resolve(name + "/data/audit"),
                    FileChain.of(settings, trail).end(),
                    new LedgerEvents(trail::find));
        }
    }

    /** The keys of the tickets whose delivery these engines' audit files tell. */
    private Set<String> deliveriesIn(String... names) throws IOException {
        Set<String> keys = new HashSet<>();
        for (String name : names) {
            try (Stream<Path> files = Files.list(folder.resolve(name + "/data/audit"))) {
                for (Path file : files.toList()) {
                    for (String line : Files.readAllLines(file)) {
                        JsonNode record = new JsonMapper().readTree(line);
                        if (record.path("type").asText().equals("delivered")) {
                            keys.add(record.path("key").asText());
                        }
                    }
                }
            }
        }
        return keys;
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.PROCESS,
            fault = "two engines with one PostgreSQL ledger share an inbox, and one is killed in the middle of a file",
            promise = "each file is one engine's; the other goes on with the dead one's at the next row: each row is"
                    + " one ticket")
    void shareAnInboxAndTakeEachFileOnce() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("shared"));
        Taken dropped = new Taken();
        FileDropper files = new FileDropper(inbox, dropped);
        try (BridgeProcess first =
                        home("first", "inbox.dir=" + inbox, CORRELATION).start();
                BridgeProcess second =
                        home("second", "inbox.dir=" + inbox, CORRELATION).start()) {
            first.awaitReady();
            second.awaitReady();
            for (int file = 0; file < FILES; file++) {
                files.drop("shared" + file, ROWS);
            }
            try (Ledger ledger = Ledger.open(ledger(), Clock.systemUTC())) {
                first.await("rows", () -> ledger.batches().open().stream().anyMatch(batch -> batch.rows() > 0));
                first.kill();
            }
            second.await("reports", 100, Duration.ofMinutes(3), () -> dropped.files().keySet().stream()
                    .allMatch(file -> Files.exists(inbox.resolve("done").resolve(file + ".summary.json"))));

            for (Path file : dropped.files().keySet()) {
                assertThat(Files.readString(inbox.resolve("done").resolve(file + ".summary.json")))
                        .contains("\"rows\" : " + ROWS, "\"delivered\" : " + ROWS, "\"duplicate\" : 0");
            }
            assertThat(titles()).containsExactlyInAnyOrderElementsOf(dropped.subjects());
        }
    }

    private static Stream<Intent> intents(Ledger ledger, Taken taken) {
        return taken.answers().keySet().stream()
                .map(key -> ledger.inspection().find(key).orElseThrow());
    }

    private List<String> titles() {
        JsonMapper json = new JsonMapper();
        return upstream.tickets().stream()
                .map(CreatedTicket::body)
                .map(body -> {
                    try {
                        return json.readTree(body).path("title").asText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private BridgeHome home(String name, String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("ledger.url=" + ledger().url());
        settings.add("ledger.user=postgres");
        return new BridgeHome(folder.resolve(name), upstream.uri(), settings.toArray(String[]::new));
    }

    private Ledger.Location ledger() {
        return new Ledger.Location(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                Optional.of("postgres"),
                Optional.empty(),
                folder);
    }
}
