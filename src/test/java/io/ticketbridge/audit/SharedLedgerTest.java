package io.ticketbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.SharedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The audit of two engines, each with a data folder of its own, on one PostgreSQL ledger. */
class SharedLedgerTest {

    private static final String DATABASE = "shared_audit";

    @TempDir
    private Path folder;

    private SharedPostgres server;

    @RegisterExtension
    final BeforeEachCallback postgres = context -> server = SharedPostgres.of(context);

    private final List<AuditingEngine> engines = new ArrayList<>();

    @BeforeEach
    void create() throws SQLException {
        server.createMigrated(DATABASE);
    }

    @AfterEach
    void drop() throws SQLException {
        engines.forEach(engine -> engine.ledger.close());
        server.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "two engines on one PostgreSQL ledger write their audit at the same moment",
            promise = "each event is in one engine's files, and each engine's chain is whole")
    void eachEventIsInTheFilesOfOneEngineAndBothChainsAreWhole() throws Exception {
        AuditingEngine first = engine("first");
        AuditingEngine second = engine("second");
        AtomicBoolean recording = new AtomicBoolean(true);
        List<FutureTask<Void>> relays = Stream.of(first, second)
                .map(engine -> started(() -> {
                    while (recording.get()) {
                        engine.relay.relay();
                    }
                }))
                .toList();

        first.record(100);
        for (int turn = 0; turn < 5; turn++) {
            first.relay.close();
            second.record(40);
            second.relay.close();
            first.record(40);
        }
        recording.set(false);
        for (FutureTask<Void> relay : relays) {
            relay.get(30, TimeUnit.SECONDS);
        }
        awaitAllRelayed(first, second);

        assertThat(told(first, second)).hasSize(500).doesNotHaveDuplicates();
        assertThat(first.verdict()).isEqualTo(new Verdict.Whole(1, told(first).size()));
        assertThat(second.verdict()).isEqualTo(new Verdict.Whole(1, told(second).size()));
    }

    @Test
    void theOtherRelaysWhenTheOneWhoseTurnItWasIsGone() throws IOException {
        AuditingEngine first = engine("first");
        AuditingEngine second = engine("second");
        first.record(2);
        first.relay.relay();
        first.record(3);
        second.relay.relay();
        assertThat(told(second)).isEmpty();

        first.ledger.close();
        awaitAllRelayed(second);

        assertThat(told(second)).hasSize(3);
        assertThat(first.verdict()).isEqualTo(new Verdict.Whole(1, 2));
        assertThat(second.verdict()).isEqualTo(new Verdict.Whole(1, 3));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "of two engines on one PostgreSQL ledger, one is killed between writing its audit and marking it",
            promise = "the other writes those events too; both chains are whole, and a cut-off end is noticed")
    void whatAKilledOneWroteAndDidNotMarkIsInTheFilesOfBoth() throws IOException {
        AuditingEngine killed = engine("first", true);
        AuditingEngine second = engine("second");
        killed.record(4);
        killed.relay.relay();
        killed.ledger.close();
        awaitAllRelayed(second);
        AuditingEngine again = engine("first");
        again.relay.relay();

        assertThat(told(again)).hasSize(4).isEqualTo(told(second));
        assertThat(again.verdict()).isEqualTo(new Verdict.Whole(1, 4));
        assertThat(second.verdict()).isEqualTo(new Verdict.Whole(1, 4));
        again.cutOffLastRecord();
        assertThat(again.verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(second.verdict()).isInstanceOf(Verdict.Whole.class);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "the audit files of one of two engines on one PostgreSQL ledger cannot be written",
            promise = "the other one writes the events")
    void theOtherRelaysWhatOneCannotWrite() throws IOException {
        AuditingEngine first = engine("first");
        AuditingEngine second = engine("second");
        first.relay.relay();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Files.createDirectory(AuditFolder.file(first.folder(), today));
        Files.createDirectory(AuditFolder.file(first.folder(), today.plusDays(1)));
        first.record(5);
        second.relay.relay();
        assertThat(told(second)).isEmpty();

        first.relay.relay();
        awaitAllRelayed(second);

        assertThat(told(second)).hasSize(5);
        assertThat(second.verdict()).isEqualTo(new Verdict.Whole(1, 5));
    }

    @Test
    void anEndpointIsSentTheRecordsOfOneChainByOneEngineAtATime() {
        AuditingEngine first = engine("first");
        AuditingEngine second = engine("second");
        first.ledger.auditTrail().registerSinks(List.of("direct:siem"));
        first.record(3);
        EndpointRelay one = first.endpoint();
        EndpointRelay other = second.endpoint();

        List<AuditRecord> sent = one.pending();
        assertThat(sent).hasSize(3);
        assertThat(other.pending()).isEmpty();
        one.took(sent.get(0));
        one.failed(new IOException("gone"));
        one.mark();

        assertThat(await().until(other::pending, pending -> !pending.isEmpty())).isEqualTo(sent.subList(1, 3));
        assertThat(one.pending()).isEmpty();
    }

    @Test
    void anEndpointIsSentNoMoreByAnEngineThatLostItsTurn() throws Exception {
        AuditingEngine first = engine("first");
        first.ledger.auditTrail().registerSinks(List.of("direct:siem"));
        first.record(3);
        EndpointRelay one = first.endpoint();
        EndpointRelay other = engine("second").endpoint();
        List<AuditRecord> sent = one.pending();

        server.execute(
                DATABASE,
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        await().until(() -> other.pending().size() == 3);
        assertThatThrownBy(() -> one.took(sent.get(0))).isInstanceOf(RuntimeException.class);
        one.mark();

        assertThat(one.pending()).isEmpty();
        assertThat(other.pending()).isEqualTo(sent.subList(1, 3));
    }

    @Test
    void aFolderThatWroteBeforeChainsHadNamesGoesOnWithItsChain() throws IOException {
        AuditingEngine first = engine("first");
        first.record(4);
        first.relay.close();
        AuditTrail trail = first.ledger.auditTrail();
        Files.delete(first.folder().resolveSibling("audit-chain"));
        trail.registerChain(AuditSinks.FILE, Optional.of(trail.chainEnds().firstKey()));
        assertThat(trail.chainEnds()).containsOnlyKeys(AuditSinks.FILE);

        assertThat(first.verdict()).isEqualTo(new Verdict.Whole(1, 4));
        first.cutOffLastRecord();
        assertThat(first.verdict()).isInstanceOf(Verdict.Broken.class);
        AuditingEngine newcomer = engine("second");
        assertThat(FileChain.of(newcomer.settings, trail).elsewhere()).containsExactly(Map.entry("file", 4L));
        AuditingEngine upgraded = engine("first");
        upgraded.relay.relay();

        assertThat(upgraded.verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(trail.chainEnds()).doesNotContainKey(AuditSinks.FILE).hasSize(2);
    }

    @Test
    void theLedgerTellsWhatIsInOtherDataFolders() throws IOException {
        AuditingEngine first = engine("first");
        AuditingEngine second = engine("second");
        first.record(2);
        first.relay.close();
        second.record(3);
        awaitAllRelayed(second);

        assertThat(FileChain.of(first.settings, first.ledger.auditTrail()).elsewhere())
                .containsExactly(Map.entry(second.chainName(), 3L));
        assertThat(FileChain.of(second.settings, second.ledger.auditTrail()).elsewhere())
                .containsExactly(Map.entry(first.chainName(), 2L));
    }

    private AuditingEngine engine(String name) {
        return engine(name, false);
    }

    private AuditingEngine engine(String name, boolean dies) {
        try {
            AuditingEngine engine = new AuditingEngine(folder.resolve(name), server.location(DATABASE), dies);
            engines.add(engine);
            return engine;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A turn that is passed on, or whose engine is gone, is free when the server has ended its session. */
    private static void awaitAllRelayed(AuditingEngine... engines) {
        await().until(() -> {
            for (AuditingEngine engine : engines) {
                engine.relay.relay();
            }
            return engines[0].ledger.auditTrail().pending(AuditSinks.FILE, 1).isEmpty();
        });
    }

    private static FutureTask<Void> started(Runnable action) {
        FutureTask<Void> task = new FutureTask<>(action, null);
        new Thread(task).start();
        return task;
    }

    /** The numbers of the events that these engines' files tell, one file after the other. */
    private static List<Long> told(AuditingEngine... engines) throws IOException {
        List<Long> ids = new ArrayList<>();
        for (AuditingEngine engine : engines) {
            for (Path file : AuditFolder.files(engine.folder())) {
                for (String line : Files.isDirectory(file) ? List.<String>of() : Files.readAllLines(file)) {
                    ids.add(Long.valueOf(line.replaceFirst(".*?\"event\":(\\d+),.*", "$1")));
                }
            }
        }
        return ids;
    }

    /** The parts of an engine that record and relay. */
    private static final class AuditingEngine {

        final Ledger.Location location;
        final Settings settings;
        final Ledger ledger;
        final FileRelay relay;

        /** @param dies before it marks what it wrote */
        AuditingEngine(Path data, Ledger.Location location, boolean dies) throws IOException {
            this.location = location;
            settings = ConfigurationLoader.load(ConfigurationSources.of("data.dir=" + data))
                    .settings();
            Files.createDirectories(data);
            ledger = Ledger.open(location, Clock.systemUTC());
            AuditTrail trail = ledger.auditTrail();
            Backlog backlog = Backlog.of(trail, AuditSinks.FILE, FileChain.register(settings, trail));
            relay = new FileRelay(
                    dies ? new Unmarkable(backlog) : backlog,
                    Events.masking(),
                    new ChainedFile(folder()),
                    new SinkHealth(AuditSinks.FILE, Clock.systemUTC()));
        }

        void record(int events) {
            for (int i = 0; i < events; i++) {
                ledger.auditTrail().record("tested", Optional.of("key"), Map.of("door", "rest"));
            }
        }

        EndpointRelay endpoint() {
            Backlog backlog = Backlog.of(ledger.auditTrail(), "direct:siem", "direct:siem");
            return new EndpointRelay(
                    "direct:siem", backlog, Events.masking(), new SinkHealth("direct:siem", Clock.systemUTC()));
        }

        Path folder() {
            return AuditSinks.folder(settings);
        }

        String chainName() throws IOException {
            return Files.readString(folder().resolveSibling("audit-chain")).strip();
        }

        void cutOffLastRecord() throws IOException {
            Path file = AuditFolder.newest(folder()).orElseThrow();
            List<String> lines = Files.readAllLines(file);
            Files.write(file, lines.subList(0, lines.size() - 1));
        }

        /** What a command says that has a connection of its own. */
        Verdict verdict() throws IOException {
            try (Ledger beside = Ledger.open(location, Clock.systemUTC())) {
                AuditTrail trail = beside.auditTrail();
                return AuditVerifier.verify(
                        folder(), FileChain.of(settings, trail).end(), new LedgerEvents(trail::find));
            }
        }
    }

    /** A ledger that an engine cannot reach any more once it has something to mark. */
    private record Unmarkable(Backlog backlog) implements Backlog {

        @Override
        public List<Event> pending(int limit) {
            return backlog.pending(limit);
        }

        @Override
        public void relayed(Collection<Long> eventIds, ChainEnd end) {
            throw new IllegalStateException("killed before the mark");
        }

        @Override
        public Optional<ChainEnd> chainEnd() {
            return backlog.chainEnd();
        }

        @Override
        public boolean isMyTurn() {
            return backlog.isMyTurn();
        }
    }
}
