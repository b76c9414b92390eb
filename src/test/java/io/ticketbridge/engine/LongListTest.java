package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unknowns among many tickets of the same minutes, without a correlation field. */
class LongListTest {

    private static final Logger LOG = LoggerFactory.getLogger(LongListTest.class);

    private static final int OTHERS = 15_000;
    private static final int LOST = 60;
    private static final int NEVER_CREATED = 10;
    private static final int PAGES = (OTHERS + 2 * (LOST + NEVER_CREATED)) / 50 + 1;

    @TempDir
    Path folder;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.UPSTREAM,
            fault = "answers are lost among 15,000 tickets of the same minutes",
            promise = "all are found, or found missing and marked, by a few readings of the list for all of them")
    void findsManyUnknownsByFewReadingsOfALongList() throws Exception {
        try (RunningBridge bridge = new RunningBridge(folder, Clock.systemUTC()).start()) {
            fill(bridge.upstream());
            bridge.upstream()
                    .inject(Fault.createdThenLost().matching("\"lost answer").times(LOST));
            bridge.upstream()
                    .inject(Fault.reset(Endpoint.TICKETS)
                            .matching("\"never created")
                            .times(NEVER_CREATED));

            List<String> lost = send(bridge, "lost answer ", LOST);
            List<String> missing = send(bridge, "never created ", NEVER_CREATED);
            List<Intent> found = awaitAll(bridge, lost, LongListTest::isDelivered);
            List<Intent> sentAgain = awaitAll(bridge, missing, LongListTest::isLookedForAgain);

            assertThat(bridge.upstream().ticketCount()).isEqualTo(OTHERS + 2 * (LOST + NEVER_CREATED));
            assertThat(found).noneMatch(Intent::possibleDouble).allMatch(intent -> sent(bridge, intent) == 1);
            for (int i = 0; i < LOST; i++) {
                List<CreatedTicket> created = bridge.created("lost answer " + i).stream()
                        .filter(ticket -> ticket.json().contains("\"message\":\"text\""))
                        .toList();
                assertThat(created).hasSize(1);
                assertThat(found.get(i).ticketId())
                        .isEqualTo(OptionalLong.of(created.get(0).id()));
            }
            assertThat(sentAgain).allMatch(Intent::possibleDouble).allMatch(intent -> sent(bridge, intent) == 2);
            long lists = bridge.upstream().requestCount(Endpoint.LIST);
            LOG.info("{} list requests for {} unknowns, {} pages a reading", lists, LOST + NEVER_CREATED, PAGES);
            assertThat(lists)
                    .as(
                            "requests for the list: two readings for each that is not there, one more look, and few besides")
                    .isBetween(3L * PAGES, 10L * PAGES);
        }
    }

    /** Attempts that met the wire; others were turned away while the lost answers held delivery back. */
    private static long sent(RunningBridge bridge, Intent intent) {
        return bridge.engine().ledger().inspection().attempts(intent.key()).stream()
                .flatMap(attempt -> attempt.result().stream())
                .filter(result -> !result.progress().equals("not-written"))
                .count();
    }

    private static List<String> send(RunningBridge bridge, String subject, int number) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            keys.add(accept(bridge, subject + i));
            accept(bridge, "an ordinary one after " + subject + i);
        }
        return keys;
    }

    private static String accept(RunningBridge bridge, String subject) {
        return bridge.accept("application_id=42&message=text&subject=" + subject.replace(' ', '+'));
    }

    private static List<Intent> awaitAll(RunningBridge bridge, List<String> keys, Predicate<Intent> condition) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .until(() -> keys.stream().map(bridge::find).toList(), intents -> intents.stream()
                        .allMatch(condition));
    }

    /** Tickets that others than the bridge create, with some of its titles in other words. */
    private static void fill(Sandbox upstream) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String token = new JsonMapper()
                .readTree(client.send(
                                request(
                                        upstream.uri().resolve("/token"),
                                        "application/x-www-form-urlencoded",
                                        "grant_type=refresh_token&refresh_token=other&client_id=other"),
                                BodyHandlers.ofString())
                        .body())
                .path("access_token")
                .asText();
        Semaphore underWay = new Semaphore(16);
        List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            underWay.acquire();
            String ticket = "{\"title\":\"lost answer " + i % LOST + "\",\"message\":\"text of another " + i
                    + "\",\"isHtml\":false," + "\"creator\":{\"name\":\"Ola\",\"email\":\"ola@example.org\"}}";
            HttpRequest create = HttpRequest.newBuilder(
                            request(upstream.uri().resolve("/tickets"), "application/json", ticket), (n, v) -> true)
                    .header("Authorization", "Bearer " + token)
                    .build();
            answers.add(client.sendAsync(create, BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> underWay.release()));
        }
        for (CompletableFuture<HttpResponse<Void>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    private static HttpRequest request(URI uri, String contentType, String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static boolean isDelivered(Intent intent) {
        return intent.state() == State.DELIVERED;
    }

    private static boolean isLookedForAgain(Intent intent) {
        return isDelivered(intent)
                && intent.reason()
                        .filter(reason -> reason.text().contains("no second one"))
                        .isPresent();
    }
}
