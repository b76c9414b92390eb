package io.ticketbridge.door.file;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.configuration.Key;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.intake.AcceptanceListener;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.Checked;
import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.intake.ModeRule;
import io.ticketbridge.intake.TicketIntake;
import io.ticketbridge.intake.TicketReader;
import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

/**
 * The file door and the shared path as they ship, over a real ledger. In place of the delivery route, the rig settles
 * what was accepted.
 */
final class FileDoorRig implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path dataDir;
    private final AtomicLong nextTicketId = new AtomicLong(1_000);
    private final AtomicBoolean ledgerAway = new AtomicBoolean();
    private final Map<Key<?>, String> settings;
    private final Ledger ledger;
    private final FileDoor door;
    private final Main main = new Main();

    static FileDoorRig start(Path dataDir) throws Exception {
        return start(dataDir, (name, taken) -> {});
    }

    /** @param listener hears of each row after its commit; the reading waits for it */
    static FileDoorRig start(Path dataDir, AcceptanceListener listener, String... moreRoutes) throws Exception {
        return new FileDoorRig(dataDir, listener, moreRoutes);
    }

    private FileDoorRig(Path dataDir, AcceptanceListener listener, String... moreRoutes) throws Exception {
        this.dataDir = dataDir;
        this.settings = Map.of(Keys.INBOX_DIR, inbox().toString(), Keys.INBOX_SETTLE, "300ms");
        this.ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + dataDir.resolve("ledger.db"), Optional.empty(), Optional.empty(), dataDir),
                Clock.systemUTC());
        Mapping mapping = Mapping.load(Path.of("config", "mapping.yaml"));
        Admission admission = new Admission(() -> mapping, new ModeRule(Upstream.SANDBOX, Mode.LIVE, true));
        this.door = new FileDoor(new Defaults(settings), ledger, Upstream.SANDBOX, admission);
        String shipped = "file:routes/file-door.camel.yaml,file:routes/accept.camel.yaml";
        main.configure()
                .withRoutesIncludePattern(String.join(
                        ",",
                        Stream.concat(Stream.of(shipped), Stream.of(moreRoutes)).toList()))
                .withJmxEnabled(false)
                .withShutdownTimeout(20);
        main.addInitialProperty("ticketbridge.data.dir", dataDir.toString());
        bindSharedPath(admission, listener);
        door.bind(main);
        main.start();
    }

    private void bindSharedPath(Admission admission, AcceptanceListener listener) {
        TicketIntake intake = new TicketIntake(admission, ledger.intake(), listener);
        main.bind("ticketIntake", new FaultyIntake(intake, ledgerAway));
        main.bind("deliverQueue", new ArrayBlockingQueue<>(10));
        main.bind("ticketReader", new TicketReader(new TicketDecoder(EncodingProbe.FALLBACK)));
    }

    Path inbox() {
        return dataDir.resolve("inbox");
    }

    Path done(String name) {
        return inbox().resolve("done").resolve(name);
    }

    Path failed(String name) {
        return inbox().resolve("failed").resolve(name);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Drops a file as the contract advises: under a dot-name, then renamed. */
    Path drop(String name, byte[] content) throws IOException {
        Path hidden = Files.write(inbox().resolve("." + name), content);
        return Files.move(hidden, inbox().resolve(name));
    }

    Path drop(String name, String content) throws IOException {
        return drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Settles all that waits, until the file is in {@code done/}; gives its summary. */
    JsonNode awaitDone(String name) {
        return awaitSummary(done(name));
    }

    JsonNode awaitFailed(String name) {
        return awaitSummary(failed(name));
    }

    private JsonNode awaitSummary(Path file) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            settleWaiting();
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        });
        try {
            return new ObjectMapper()
                    .readTree(Files.readAllBytes(file.resolveSibling(file.getFileName() + ".summary.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> report(String name) throws IOException {
        return Files.readAllLines(done(name + ".report.csv"));
    }

    /** Delivers what waits. */
    void settleWaiting() {
        settleWaiting(1_000);
    }

    void settleWaiting(int most) {
        for (Hint hint : ledger.deliveries().claimable(most, Set.of(), Set.of())) {
            ledger.deliveries()
                    .move(
                            ledger.inspection().find(hint.key()).orElseThrow(),
                            new Settlement.Delivered(nextTicketId.incrementAndGet(), "answer"),
                            "the rig");
        }
    }

    void takeLedgerAway(boolean away) {
        ledgerAway.set(away);
    }

    boolean isSuspended() {
        return door.isSuspended();
    }

    boolean isStopping() {
        return main.getCamelContext().isStopping();
    }

    long count(State state) {
        return ledger.inspection()
                .counts()
                .byDoor()
                .getOrDefault("file", Map.of())
                .getOrDefault(state, 0L);
    }

    @Override
    public void close() {
        main.stop();
        door.close();
        ledger.close();
    }

    /** The steps of the accept route, which find the ledger away when the test says so. */
    public record FaultyIntake(TicketIntake intake, AtomicBoolean ledgerAway) {

        public List<Checked> check(@Body List<IncomingTicket> tickets) {
            return intake.check(tickets);
        }

        public void accept(Exchange exchange) {
            if (ledgerAway.get()) {
                throw new LedgerUnavailableException("The ledger is locked.", null);
            }
            intake.accept(exchange);
        }
    }

    private record Defaults(Map<Key<?>, String> values) implements Settings {

        @Override
        public <T> T get(Key<T> key) {
            return find(key).orElseThrow();
        }

        @Override
        public <T> Optional<T> find(Key<T> key) {
            return Optional.ofNullable(values.get(key)).or(key::defaultText).map(key.parser());
        }
    }
}
