package io.ticketbridge.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Key;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.NewIntent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Submission;
import io.ticketbridge.ledger.UnknownTicket;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path dataDir;

    private volatile Optional<String> queueFault = Optional.empty();
    private Ledger ledger;
    private Observation observation;
    private Main main;

    @BeforeEach
    void start() throws Exception {
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + dataDir.resolve("ledger.db"), Optional.empty(), Optional.empty(), dataDir),
                Clock.systemUTC());
        ledger.auditTrail().registerSinks(List.of("file"));
        observation = new Observation(settings("0"), ledger, List.of("file"), Map.of("queue", () -> queueFault));
        main = new Main();
        observation.bind(main);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:own").routeId("own-door").log("a door");
                from("direct:other").routeId("something-else").log("no door");
            }
        });
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
        ledger.close();
    }

    @Test
    void isLiveAndReadyWhenTheDoorsCanAccept() throws Exception {
        assertThat(status("/observe/health/live")).isEqualTo(200);
        assertThat(status("/observe/health/ready")).isEqualTo(200);
        assertThat(down("/observe/health/ready")).isEmpty();
        assertThat(body("/observe/health/ready")).startsWith("{\"status\":\"UP\",\"checks\":[{\"name\":");
    }

    @Test
    void isNotReadyWhenTheLedgerTakesNothingButStaysLive() throws Exception {
        ledger.close();
        await().atMost(LIMIT).until(() -> status("/observe/health/ready") == 503);
        assertThat(down("/observe/health/ready")).contains("ledger");
        assertThat(status("/observe/health/live")).isEqualTo(200);
    }

    @Test
    void isNotReadyWhenADoorCannotAcceptAndSaysWhy() throws Exception {
        queueFault = Optional.of("The queue door has no connection to its broker.");
        assertThat(status("/observe/health/ready")).isEqualTo(503);
        assertThat(body("/observe/health/ready")).contains("no connection to its broker");
        queueFault = Optional.empty();
        assertThat(status("/observe/health/ready")).isEqualTo(200);
    }

    @Test
    void showsAMessageAsItIs() throws Exception {
        String message = "The file \"/inbox/å\" is\nlocked \\ by another.";
        queueFault = Optional.of(message);

        for (String path : List.of("/observe/health", "/observe/health/ready")) {
            JsonNode document = new ObjectMapper().readTree(body(path));
            assertThat(document.findValuesAsText("message")).containsExactly(message);
            assertThat(document.path("status").asText()).isEqualTo("DOWN");
        }
    }

    @Test
    void isNotReadyWhenADoorsRouteIsStopped() throws Exception {
        main.getCamelContext().getRouteController().stopRoute("something-else");
        assertThat(status("/observe/health/ready")).isEqualTo(200);
        main.getCamelContext().getRouteController().stopRoute("own-door");
        assertThat(down("/observe/health/ready")).containsExactly("door-routes");
    }

    @Test
    void reportsAHaltWithoutTakingReadinessAway() throws Exception {
        ledger.gates()
                .set(new Gate(
                        "live",
                        "halted",
                        Optional.empty(),
                        new Reason("InvalidGrant", "Set a new refresh token."),
                        Instant.now()));
        await().atMost(LIMIT).until(() -> metric("ticketbridge_halted") == 1);
        assertThat(down("/observe/health")).contains("delivery");
        assertThat(body("/observe/health")).contains("Set a new refresh token.");
        assertThat(status("/observe/health/ready")).isEqualTo(200);
    }

    @Test
    void saysThatATicketListCannotBeReadWhileATicketIsLookedForInIt() throws Exception {
        UnknownTicket.in(ledger, submission("rest"));
        ledger.gates()
                .set(new Gate(
                        Gates.listOf(Upstream.SANDBOX),
                        "halted",
                        Optional.empty(),
                        new Reason("ListUnreadable", "status 403. Let the credentials read tickets."),
                        Instant.parse("2026-11-21T20:00:00Z")));

        await().atMost(LIMIT).until(() -> down("/observe/health").contains("delivery"));
        assertThat(body("/observe/health"))
                .contains("The sandbox ticket list cannot be read since 2026-11-21T20:00:00Z: status 403. Let");
        assertThat(metric("ticketbridge_halted")).as("delivery goes on").isZero();
        assertThat(status("/observe/health/ready")).isEqualTo(200);
    }

    @Test
    void countsWhatIntakeTells() throws Exception {
        Metrics metrics = observation.metrics();
        metrics.taken("rest", inLedger(new Acceptance.Created(NewIntent.of("K1"))));
        metrics.taken("rest", inLedger(new Acceptance.Created(NewIntent.of("K2"))));
        metrics.taken("file", inLedger(new Acceptance.Invalid("K3", new Reason("MissingParameter", "x"))));
        assertThat(metric("ticketbridge_accepted_total{door=\"rest\"}")).isEqualTo(2);
        assertThat(metric("ticketbridge_not_accepted_total{door=\"file\",result=\"invalid\"}"))
                .isEqualTo(1);
    }

    @Test
    void showsTheLedgersStatesAndBacklogByDoor() throws Exception {
        ledger.intake().accept(List.of(submission("rest"), submission("file"), submission("file")), Optional.empty());
        await().atMost(LIMIT).until(() -> metric("ticketbridge_backlog{door=\"file\"}") == 2);
        assertThat(metric("ticketbridge_intents{door=\"rest\",state=\"accepted\"}"))
                .isEqualTo(1);
        assertThat(metric("ticketbridge_ledger_up")).isEqualTo(1);
        assertThat(metric("ticketbridge_door_up{door=\"queue\"}")).isEqualTo(1);
        assertThat(metric("ticketbridge_ledger_commits_total")).isPositive();
        assertThat(metric("ticketbridge_disk_free_bytes")).isPositive();
        assertThat(metric("ticketbridge_audit_lag_seconds{sink=\"file\"}")).isNotNegative();
    }

    @Test
    void namesTheKeyWhenItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> new Observation(settings(port), ledger, List.of(), Map.of()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("ticketbridge.management.port")
                    .hasMessageContaining(port);
        }
    }

    private Settings settings(String port) {
        Map<Key<?>, String> values = Map.of(Keys.DATA_DIR, dataDir.toString(), Keys.MANAGEMENT_PORT, port);
        return new Settings() {
            @Override
            public <T> T get(Key<T> key) {
                return find(key).orElseThrow();
            }

            @Override
            public <T> Optional<T> find(Key<T> key) {
                return Optional.ofNullable(values.get(key)).or(key::defaultText).map(key.parser());
            }
        };
    }

    private static Taken inLedger(Acceptance acceptance) {
        return new Taken.InLedger(acceptance, List.of());
    }

    private static Submission submission(String door) {
        return new Submission(
                door,
                Upstream.SANDBOX,
                "42",
                Optional.empty(),
                List.<Identity>of(),
                "{}".getBytes(StandardCharsets.UTF_8),
                "0".repeat(64),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<String> down(String path) throws Exception {
        JsonNode checks = new ObjectMapper().readTree(body(path)).path("checks");
        return checks.findParents("status").stream()
                .filter(check -> check.get("status").asText().equals("DOWN"))
                .map(check -> check.get("name").asText())
                .toList();
    }

    private double metric(String name) throws Exception {
        return body("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private int status(String path) throws Exception {
        return get(path).statusCode();
    }

    private String body(String path) throws Exception {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(observation.url() + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
