package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.fault.ProvesFault.Group;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that expire, are revoked, refused or late under a whole bridge; the upstream rotates refresh tokens. */
class TokenFaultTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** So that only a changed credential, and no back-off, can end a halt within the test. */
    private static final String[] PATIENT = {"retry.delay=10m", "retry.max-delay=10m"};

    @TempDir
    private Path folder;

    private Path tokenFile;
    private RunningBridge bridge;
    private Callers callers;

    @AfterEach
    void stop() {
        bridge.close();
    }

    private void start(String... more) throws IOException {
        tokenFile = Files.writeString(folder.resolve("token"), "first-token");
        bridge = new RunningBridge(
                folder, Clock.systemUTC(), SandboxOptions.defaults().rotating(), Callers.allDoors(folder, more));
        bridge.without("socialboards.refresh-token").with("socialboards.refresh-token-file=" + tokenFile);
        bridge.start();
        callers = new Callers(bridge, folder);
    }

    private String accept(String subject) {
        return callers.post("application_id=42&subject=" + subject + "&message=m", "Prefer", "respond-async")
                .headers()
                .firstValue("Ticketbridge-Key")
                .orElseThrow();
    }

    private long tokenRequests() {
        return bridge.upstream().requestCount(Endpoint.TOKEN);
    }

    private void awaitHaltThatSays(String part) {
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(bridge.engine().ledger().gates().all())
                        .filteredOn(gate -> gate.state().equals("halted"))
                        .extracting(Gate::reason)
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.text()).contains(part)));
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "the access token expires or is revoked on its way to the upstream (401)",
            promise = "one refresh, the same ticket again, exactly one ticket; nothing is charged")
    void refreshesOnceAfterA401AndDeliversTheTicketOnce() throws IOException {
        start();
        accept("First");
        callers.awaitAll(State.DELIVERED, 1);

        bridge.upstream().revokeTokens();
        String key = accept("Second");
        callers.awaitAll(State.DELIVERED, 2);

        assertThat(bridge.upstream().ticketCount()).isEqualTo(2);
        assertThat(bridge.upstream().requestCount(Endpoint.TICKETS)).isEqualTo(3);
        assertThat(tokenRequests()).isEqualTo(2);
        assertThat(bridge.engine().ledger().inspection().attempts(key))
                .noneMatch(attempt -> attempt.result().orElseThrow().charged());
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "fifty tickets find their access token revoked at once",
            promise = "one refresh for all, and fifty tickets")
    void refreshesOnceForFiftyTickets() throws IOException {
        start("socialboards.max-in-flight=50");
        accept("First");
        callers.awaitAll(State.DELIVERED, 1);
        bridge.upstream().inject(Fault.slow(Endpoint.TICKETS, Duration.ofMillis(200)));

        bridge.upstream().revokeTokens();
        callers.drop("fifty.csv", csv(50));
        callers.awaitAll(State.DELIVERED, 51);

        assertThat(bridge.upstream().ticketCount()).isEqualTo(51);
        assertThat(tokenRequests()).isEqualTo(2);
    }

    private static String csv(int rows) {
        StringBuilder csv = new StringBuilder("application_id,subject,message\n");
        IntStream.rangeClosed(1, rows)
                .forEach(i -> csv.append("42,Row ").append(i).append(",m\n"));
        return csv.toString();
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "the token endpoint is down, silent or answers garbage, and recovers",
            promise = "nothing is sent or charged, the endpoint is asked every two seconds at most;"
                    + " then each ticket is created once")
    void waitsForTheTokenEndpointWithoutAStorm() throws IOException {
        start("socialboards.deadline=3s", "socialboards.connect-timeout=2s");
        int delivered = 0;
        for (Fault trouble :
                List.of(Fault.status(Endpoint.TOKEN, 503), Fault.stall(Endpoint.TOKEN), Fault.html(Endpoint.TOKEN))) {
            bridge.upstream().clear();
            bridge.upstream().revokeTokens();
            bridge.upstream().inject(trouble);
            List<String> keys = IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> accept(trouble.name() + i))
                    .toList();
            assertAskedSeldom(trouble.name());

            bridge.upstream().clearFaults();
            delivered += keys.size();
            callers.awaitAll(State.DELIVERED, delivered);
            assertThat(bridge.upstream().ticketCount()).as(trouble.name()).isEqualTo(keys.size());
            assertThat(keys).allSatisfy(key -> assertThat(
                            bridge.engine().ledger().inspection().attempts(key))
                    .noneMatch(attempt -> attempt.result().orElseThrow().charged()));
        }
    }

    private void assertAskedSeldom(String trouble) {
        long started = System.nanoTime();
        long before = tokenRequests();
        await().atMost(LONGEST).until(() -> tokenRequests() >= before + 2);
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        assertThat(tokenRequests() - before).as(trouble).isLessThanOrEqualTo(2 + seconds / 2);
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "the refresh token is refused (invalid_grant), and a new one is put into its file",
            promise = "halted at once with one sentence, uncharged, doors open; the new token is tried at once")
    void haltsAtOnceAndTriesANewTokenAtOnce() throws IOException {
        start(PATIENT);
        bridge.upstream().inject(Fault.invalidGrant());
        String key = accept("Held");
        awaitHaltThatSays("invalid_grant; set a new ticketbridge.socialboards.refresh-token");
        assertThat(callers.post("application_id=42&subject=Later&message=m").statusCode())
                .isEqualTo(202);
        assertThat(callers.intent(key).attempts()).isZero();
        assertThat(tokenRequests()).isEqualTo(1);

        bridge.upstream().clearFaults();
        Files.writeString(tokenFile, "second-token");
        callers.awaitAll(State.DELIVERED, 2);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(2);
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "the file with the refresh token is gone, and comes back",
            promise = "halted with a sentence that names the key and the file; goes on when it is back")
    void haltsWithoutATokenFileAndGoesOnWithIt() throws IOException {
        start(PATIENT);
        Files.delete(tokenFile);
        accept("Held");
        awaitHaltThatSays("ticketbridge.socialboards.refresh-token-file: " + tokenFile);

        Files.writeString(tokenFile, "second-token");
        callers.awaitAll(State.DELIVERED, 1);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "a crash between a rotating token answer and its save: the saved refresh token is spent",
            promise =
                    "halted with a sentence that says to set a new token; a restart tries at once, a new token goes on")
    void saysWhatToDoWhenARotatedTokenWasLostInACrash() throws Exception {
        start(PATIENT);
        spend("first-token");
        String key = accept("Held");
        awaitHaltThatSays("invalid_grant; set a new ticketbridge.socialboards.refresh-token");

        bridge.stop();
        long before = tokenRequests();
        bridge.start();
        await().atMost(LONGEST).until(() -> tokenRequests() == before + 1);
        Files.writeString(tokenFile, "second-token");
        callers.awaitAll(State.DELIVERED, 1);
        assertThat(callers.intent(key).attempts()).isEqualTo(1);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = Group.TOKEN,
            fault = "the token answer is cut off on its way, after the upstream has rotated the refresh token",
            promise =
                    "halted with a sentence that says to set a new token; the new one is tried at once, nothing is lost")
    void saysWhatToDoWhenARotatedTokenWasLostOnTheWire() throws IOException {
        start("retry.max-delay=10m");
        bridge.upstream().inject(Fault.cut(Endpoint.TOKEN).times(1));
        accept("Held");
        awaitHaltThatSays("invalid_grant; set a new ticketbridge.socialboards.refresh-token");

        Files.writeString(tokenFile, "second-token");
        callers.awaitAll(State.DELIVERED, 1);
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);
    }

    /** As a bridge does that is killed before it saved the answer. */
    private void spend(String refreshToken) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(bridge.upstream().uri() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=refresh_token&client_id=test-client&refresh_token=" + refreshToken))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void goesOnWithTheRotatedTokenAfterARestartAndPrefersANewConfiguredOne() throws IOException {
        start();
        accept("One");
        callers.awaitAll(State.DELIVERED, 1);
        bridge.stop();
        bridge.start();
        accept("Two");
        callers.awaitAll(State.DELIVERED, 2);
        assertThat(refreshTokensSent()).first().isEqualTo("first-token");
        assertThat(refreshTokensSent().get(1)).startsWith("sandbox-refresh-");

        Files.writeString(tokenFile, "second-token");
        bridge.upstream().revokeTokens();
        accept("Three");
        callers.awaitAll(State.DELIVERED, 3);
        assertThat(refreshTokensSent()).hasSize(3).last().isEqualTo("second-token");
        assertThat(bridge.upstream().ticketCount()).isEqualTo(3);
    }

    private List<String> refreshTokensSent() {
        return bridge.upstream().requests().stream()
                .filter(request -> request.path().equals("/token"))
                .map(request -> new String(request.body(), StandardCharsets.US_ASCII))
                .map(form -> form.replaceAll(".*refresh_token=([^&]*)&.*", "$1"))
                .toList();
    }
}
