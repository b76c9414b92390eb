package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.engine.RunningBridge;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two commands beside a bridge that runs; tickets are counted where they are created. */
class ReplayAndVerifyTest {

    @TempDir
    private static Path folder;

    private static RunningBridge bridge;
    private static Path mapping;

    @BeforeAll
    static void start() throws IOException {
        mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                applications:
                  "42": { source-name: NewSocialCloud }
                """);
        bridge = new RunningBridge(folder, Clock.systemUTC(), "mapping.file=" + mapping, "unknown.policy=park").start();
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void healthy() {
        bridge.upstream().clearFaults();
        bridge.upstream().clear();
    }

    @Test
    void whatTheUpstreamRefusedIsMappedAgainAndDelivered() throws IOException {
        bridge.upstream()
                .inject(Fault.envelopeError(Endpoint.TICKETS, 400, 17, "Unknown category")
                        .times(1));
        String key = rested(accept("42", "refused", "external_id=E-refused"), State.REJECTED);
        mend("Mended");

        Console console = replay("E-refused", "--reason", "source mended");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out())
                .contains(key + "  rejected -> accepted: sent again")
                .contains("1 replayed, 0 not");
        rested(key, State.DELIVERED);
        assertThat(bridge.upstream().tickets()).singleElement().satisfies(ticket -> assertThat(ticket.json())
                .contains("Mended"));
        assertThat(run("explain", "E-refused").out())
                .contains(" replayed, operator " + System.getProperty("user.name") + ", why source mended");
        assertThat(replay(key).exitCode()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "a parked ticket is replayed that the upstream has after all",
            promise = "it is looked for first and found; nothing is sent")
    void aParkedTicketThatIsThereIsFoundAndNotSent() {
        bridge.upstream().inject(Fault.listLag(Duration.ofHours(1)));
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        String key = parked(accept("42", "there after all", ""));
        bridge.upstream().clearFaults();

        Console console = replay(key);

        assertThat(console.out()).contains("parked -> unknown: looked for in Socialboards first");
        rested(key, State.DELIVERED);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "a parked ticket is replayed that the upstream does not show",
            promise = "it is sent once more with the same bytes, and marked as a possible double")
    void aParkedTicketThatIsNotThereIsSentOnceMore() {
        bridge.upstream().inject(Fault.status(Endpoint.TICKETS, 500).times(1));
        String key = parked(accept("42", "not there", ""));

        replay(key);

        Intent delivered = find(rested(key, State.DELIVERED));
        assertThat(delivered.possibleDouble()).isTrue();
        assertThat(delivered.attempts()).isEqualTo(2);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
    }

    @Test
    void aPersonNamesTheTicketOfAParkedOne() {
        bridge.upstream().inject(Fault.listLag(Duration.ofHours(1)));
        bridge.upstream().inject(Fault.createdThenLost().times(1));
        String key = parked(accept("42", "found by hand", ""));
        long id = bridge.upstream().tickets().get(0).id();

        Console console = replay(key, "--resolve", String.valueOf(id));

        assertThat(console.out()).contains("parked -> delivered: ticket " + id);
        assertThat(find(key).evidence()).contains("operator");
        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isEqualTo(1);
    }

    @Test
    void asNewIsANewTicketAndExplainNamesEachByTheOther() {
        bridge.upstream()
                .inject(Fault.envelopeError(Endpoint.TICKETS, 400, 17, "No").times(1));
        String key = rested(accept("42", "as new", "external_id=E-new"), State.REJECTED);

        Console console = replay("E-new", "--as-new", "--reason", "other board");

        assertThat(console.exitCode()).isZero();
        String fresh = console.out().split("new ticket ")[1].substring(0, 26);
        rested(fresh, State.DELIVERED);
        assertThat(run("explain", "E-new").out()).contains("asNew " + fresh).contains("why other board");
        assertThat(run("explain", fresh).out()).contains("asNewOf " + key);
        assertThat(replay("E-new").out()).contains("it was replaced");
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
    }

    @Test
    void whatAMappingRefusedAtTheDoorIsReplayedOnceItIsMended() throws IOException {
        String valid = accept("88", "new application", "external_id=E-88");
        String wrong = accept("88", "", "external_id=E-wrong");
        assertThat(find(valid).state()).isEqualTo(State.REJECTED);
        String[] ofApplication = {"--state", "rejected", "--application", "88"};

        assertThat(replay(ofApplication).out()).contains("0 replayed, 2 not");
        mend("Second", "88");
        Console dry = replay("--state", "rejected", "--application", "88", "--dry-run");
        Console console = replay(ofApplication);

        assertThat(dry.out()).contains("1 would be replayed, 1 not");
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out())
                .contains(valid + "  rejected -> accepted")
                .contains(wrong + "  rejected -> not replayed: The subject parameter is missing.");
        rested(valid, State.DELIVERED);
        assertThat(accept("88", "new application", "external_id=E-88")).isEqualTo(valid);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
    }

    @Test
    void unknownNamesAndEmptySelectionsAreExit1() {
        assertThat(replay("nobody").exitCode()).isEqualTo(1);
        assertThat(replay("nobody").err()).contains("knows nothing by the name nobody; nothing was replayed");
        assertThat(replay("--door", "no-such-door").out()).contains("0 replayed, 0 not");
        assertThat(replay("--door", "no-such-door").exitCode()).isEqualTo(1);
    }

    @Test
    void theAuditIsWholeWhileTheBridgeWritesIt() throws IOException {
        for (int i = 0; i < 20; i++) {
            accept("42", "audited " + i, "");
        }

        for (int i = 0; i < 5; i++) {
            Console console = run("audit", "verify");
            assertThat(console.exitCode()).as(console.out()).isZero();
        }
        JsonNode report =
                new ObjectMapper().readTree(run("audit", "verify", "--json").out());
        assertThat(report.path("whole").booleanValue()).isTrue();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.STORAGE,
            fault = "audit records are edited or cut off while the bridge is stopped",
            promise = "audit verify names file, line and record and exits 1")
    void tamperingIsNamedByFileAndLine(@TempDir Path other) throws IOException {
        try (RunningBridge stopped = new RunningBridge(other, Clock.systemUTC()).start()) {
            stopped.accept("application_id=42&subject=s&message=m");
        }
        Path file;
        try (Stream<Path> files = Files.list(other.resolve("data/audit"))) {
            file = files.findFirst().orElseThrow();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(Console.runIn(other, "audit", "verify").out()).startsWith("whole: records 1 to " + lines.size());

        Files.write(file, lines.subList(0, lines.size() - 1));
        Console cut = Console.runIn(other, "audit", "verify");
        lines.set(0, lines.get(0).replace("\"42\"", "\"43\""));
        Files.write(file, lines);
        Console edited = Console.runIn(other, "audit", "verify", "--json");

        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.out()).startsWith("broken: " + file + " line " + lines.size() + ": record " + lines.size());
        assertThat(edited.exitCode()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(edited.out());
        assertThat(report.path("line").asInt()).isEqualTo(1);
        assertThat(report.path("why").asText()).startsWith("record 1 was changed");
    }

    @Test
    void anAuditThatTheLedgerDoesNotKnowIsNotWhole(@TempDir Path other) throws IOException {
        try (RunningBridge stopped = new RunningBridge(other, Clock.systemUTC()).start()) {
            stopped.accept("application_id=42&subject=s&message=m");
        }
        for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
            Files.deleteIfExists(other.resolve("data").resolve(name));
        }

        Console without = Console.runIn(other, "audit", "verify");
        assertThat(Console.runIn(other, "run", "--sandbox").exitCode()).isEqualTo(2);
        Console beside = Console.runIn(other, "audit", "verify");

        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(beside.exitCode()).isEqualTo(1);
        assertThat(beside.out()).startsWith("broken: ").contains(" line 1: record 1 tells event 1, which the ledger");
    }

    private static String accept(String application, String subject, String more) {
        return bridge.accept("application_id=" + application + "&subject=" + subject.replace(' ', '+') + "&message=m"
                + (more.isEmpty() ? "" : "&" + more));
    }

    /** Writes another mapping, and waits until it is in force: it is noticed within a second or so of use. */
    private static void mend(String sourceName, String... moreApplications) throws IOException {
        StringBuilder yaml = new StringBuilder("applications:\n  \"42\": { source-name: " + sourceName + " }\n");
        for (String application : moreApplications) {
            yaml.append("  \"" + application + "\": { source-name: New }\n");
        }
        Files.writeString(mapping, yaml);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    bridge.upstream().clear();
                    rested(accept("42", "probe of the mapping", ""), State.DELIVERED);
                    return bridge.upstream().tickets().get(0).json().contains(sourceName);
                });
        bridge.upstream().clear();
    }

    private static Intent find(String key) {
        return bridge.engine().ledger().inspection().find(key).orElseThrow();
    }

    private static String rested(String key, State state) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> find(key).state() == state);
        return key;
    }

    private static String parked(String key) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> find(key).parked());
        return key;
    }

    private static Console replay(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Console.runIn(folder, all);
    }

    private static Console run(String... arguments) {
        return Console.runIn(folder, arguments);
    }
}
