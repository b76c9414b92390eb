package io.ticketbridge.engine;

import static io.ticketbridge.engine.DoorCallers.key;
import static io.ticketbridge.engine.DoorCallers.ticket;
import static io.ticketbridge.engine.DoorCallers.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One wish is one ticket, by whatever doors and however often it comes. Tickets are counted where they are created. */
class IdentityTest {

    private static final int REST_CALLERS = 6;

    @TempDir
    private static Path folder;

    private static RunningBridge bridge;
    private static DoorCallers callers;
    private static Path mapping;

    @BeforeAll
    static void start() throws IOException {
        mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                applications:
                  "42": { source-name: NewSocialCloud }
                  "43": { source-name: NewSocialCloud }
                """);
        bridge = new RunningBridge(
                        folder,
                        Clock.systemUTC(),
                        "queue.port=0",
                        "accounts.file=" + DoorCallers.accounts(folder),
                        "mapping.file=" + mapping,
                        "http.repeat-window=1h")
                .start();
        callers = new DoorCallers(bridge.engine(), folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        callers.close();
        bridge.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "one external_id comes by REST, file and queue at the same moment",
            promise = "one ticket is created, and every caller learns its key")
    void oneExternalIdByAllDoorsAtOnceIsOneTicket() throws Exception {
        Map<String, String> wish = ticket("42", "race of equals", "m", "external_id", "E-race");

        List<HttpResponse<String>> answers = allAtOnce("race.csv", i -> wish);

        String key = key(answers.get(0));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(key(answer)).isEqualTo(key);
            assertThat(answer.body()).isEqualTo(answers.get(0).body());
        });
        assertThat(callers.beside("race.csv", "report.csv")).contains("1," + key + ",");
        await().until(() ->
                count(bridge.engine().ledger().inspection().events(key), "accepted", "converged") == REST_CALLERS + 2);
        assertThat(created("race of equals")).isEqualTo(1);
        assertThat(callers.hasDeadLetter()).isFalse();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "one external_id comes with different contents by all doors at the same moment",
            promise = "one content becomes one ticket; every other caller is refused with KeyReused")
    void oneExternalIdWithManyContentsAtOnceIsOneTicket() throws Exception {
        List<HttpResponse<String>> answers = allAtOnce(
                "contents.csv", i -> ticket("42", "race of contents", "message " + i, "external_id", "E-contents"));

        long taken =
                answers.stream().filter(answer -> answer.statusCode() == 200).count();
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 200).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(type(answer)).isEqualTo("KeyReused");
        });
        long ofFile = callers.summary("contents.csv").path("delivered").asLong();
        boolean queueTaken = taken + ofFile == 0;
        if (!queueTaken) {
            assertThat(callers.deadLetter()).startsWith("KeyReused: ");
        }
        await().until(() -> created("race of contents") == 1);
        assertThat(taken + ofFile + (queueTaken ? 1 : 0)).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "an external_id that is used comes again with other content",
            promise = "it is refused at every door, with the reason, and nothing is created")
    void otherContentUnderAUsedNameIsRefusedAtEveryDoor() throws IOException {
        HttpResponse<String> first = callers.rest("kari", ticket("42", "used name", "m", "external_id", "E-used"));
        Map<String, String> other = ticket("42", "used name", "other", "external_id", "E-used");

        HttpResponse<String> again = callers.rest("ola", other);
        callers.queue(other, Optional.of("Q-used"));
        callers.drop("used.csv", csv(other));

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(type(again)).isEqualTo("KeyReused");
        assertThat(key(again)).isEqualTo(key(first));
        assertThat(callers.deadLetter()).startsWith("KeyReused: ").contains(key(first));
        assertThat(callers.summary("used.csv").path("rejected").asInt()).isEqualTo(1);
        assertThat(callers.beside("used.csv", "report.csv"))
                .contains("1,,rejected,,")
                .contains(key(first));
        assertThat(created("used name")).isEqualTo(1);
    }

    @Test
    void namesOfTwoTicketsConflict() {
        HttpResponse<String> first = callers.rest("kari", ticket("42", "conflict", "m"), "Idempotency-Key", "C-1");
        HttpResponse<String> second = callers.rest("kari", ticket("42", "conflict", "m", "external_id", "E-conflict"));
        assertThat(key(first)).isNotEqualTo(key(second));

        HttpResponse<String> both = callers.rest(
                "kari", ticket("42", "conflict", "m", "external_id", "E-conflict"), "Idempotency-Key", "C-1");

        assertThat(both.statusCode()).isEqualTo(422);
        assertThat(type(both)).isEqualTo("KeyConflict");
        assertThat(created("conflict")).isEqualTo(2);
    }

    @Test
    void aRepeatUnderItsKeyGetsTheSameBytes() {
        Map<String, String> wish = ticket("42", "repeat", "Rødgrød\nmed fløde");

        HttpResponse<String> first = callers.rest("kari", wish, "Idempotency-Key", "R-1");
        HttpResponse<String> again = callers.rest("kari", wish, "Idempotency-Key", "\"R-1\"");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(key(again)).isEqualTo(key(first));
        assertThat(created("repeat")).isEqualTo(1);
    }

    @Test
    void aKeyIsItsAccountsOwnAndANameItsApplicationsOwn() {
        Map<String, String> wish = ticket("42", "scopes", "m");
        callers.rest("kari", wish, "Idempotency-Key", "S-1");
        callers.rest("ola", wish, "Idempotency-Key", "S-1");
        callers.rest("kari", ticket("42", "scopes", "m", "external_id", "E-scope"));
        callers.rest("ola", ticket("42", "scopes", "m", "external_id", "E-scope"));
        callers.rest("kari", ticket("43", "scopes", "m", "external_id", "E-scope"));

        assertThat(created("scopes")).isEqualTo(4);
    }

    @Test
    void equalContentOfOneAccountConvergesInsideTheRepeatWindow() {
        Map<String, String> wish = ticket("42", "window", "m");

        String key = key(callers.rest("kari", wish));

        assertThat(key(callers.rest("kari", wish))).isEqualTo(key);
        assertThat(key(callers.rest("ola", wish))).isNotEqualTo(key);
        assertThat(created("window")).isEqualTo(2);
    }

    @Test
    void theSameFileAgainCreatesNothingAndSaysWhatItRepeats() throws IOException {
        String content = csv(ticket("42", "same file", "m"));
        callers.drop("once.csv", content);
        String batch = callers.summary("once.csv").path("batch").asText();

        callers.drop("twice.csv", content);

        JsonNode again = callers.summary("twice.csv");
        assertThat(again.path("repeats").asText()).isEqualTo(batch);
        assertThat(again.path("delivered").asInt()).isZero();
        assertThat(created("same file")).isEqualTo(1);
    }

    @Test
    void correctedRejectsKeepTheirKeysAndTheRestIsLeftAlone() throws IOException {
        callers.drop("some.csv", """
                application_id,subject,message,external_id
                42,rejects,first,E-r1
                42,rejects,,E-r2
                42,rejects,third,E-r3
                """);
        String rejects = callers.beside("some.csv", "rejects.csv");
        String key = rejects.lines().skip(1).findFirst().orElseThrow().split(",")[4];
        assertThat(rejects).hasLineCount(2).contains("E-r2");
        assertThat(created("rejects")).isEqualTo(2);

        callers.drop("some.rejects.csv", rejects.replace("42,rejects,,", "42,rejects,second,"));

        assertThat(callers.beside("some.rejects.csv", "report.csv")).contains("1," + key + ",delivered,");
        Intent corrected = intent(key);
        assertThat(corrected.revision()).isEqualTo(2);
        assertThat(created("rejects")).isEqualTo(3);
        assertThat(key(callers.rest("kari", ticket("42", "rejects", "second", "external_id", "E-r2"))))
                .isEqualTo(key);
        assertThat(created("rejects")).isEqualTo(3);
    }

    @Test
    void uncorrectedRejectsGoThroughOnceTheMappingIsMended() throws IOException {
        callers.drop("new-app.csv", csv(ticket("77", "mended", "m", "external_id", "E-mended")));
        String rejects = callers.beside("new-app.csv", "rejects.csv");
        Files.writeString(mapping, Files.readString(mapping) + "  \"77\": { source-name: New }\n");
        // A changed mapping is noticed within a second or so of use.
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> callers.rest("kari", ticket("77", "probe of the mapping", "m"))
                                .statusCode()
                        == 200);

        callers.drop("new-app.rejects.csv", rejects);

        assertThat(callers.summary("new-app.rejects.csv").path("delivered").asInt())
                .isEqualTo(1);
        assertThat(created("mended")).isEqualTo(1);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "a sender puts its message into the queue again",
            promise = "equal content under one idempotency_key is one ticket; other content is a dead letter")
    void aMessageThatIsSentAgainIsTheSameTicket() {
        Map<String, String> wish = ticket("42", "queue again", "m");
        callers.queue(wish, Optional.of("Q-1"));
        callers.queue(wish, Optional.of("Q-1"));
        callers.queue(ticket("42", "queue again", "other"), Optional.of("Q-1"));

        assertThat(callers.deadLetter()).startsWith("KeyReused: ");
        await().until(() -> lookup("Q-1").state() == State.DELIVERED);
        assertThat(created("queue again")).isEqualTo(1);
        assertThat(count(
                        bridge.engine()
                                .ledger()
                                .inspection()
                                .events(lookup("Q-1").key()),
                        "accepted",
                        "converged"))
                .isEqualTo(2);
    }

    @Test
    void aMessageWithoutAnyNameIsADeadLetter() {
        callers.queueWithoutAnyName(ticket("42", "nameless", "m"));

        assertThat(callers.deadLetter()).startsWith("NoIdentity: ");
        assertThat(created("nameless")).isZero();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "a ticket is rehearsed with mode=test and then sent for real under the same names",
            promise = "the test goes to the sandbox, and the live one is created")
    void aTestUsesUpNoLiveName() throws IOException {
        String[] name = {"external_id", "E-test"};
        HttpResponse<String> test =
                callers.rest("kari", ticket("42", "rehearsal", "m", name[0], name[1], "mode", "test"));
        assertThat(created("rehearsal")).isZero();

        HttpResponse<String> live = callers.rest("kari", ticket("42", "rehearsal", "m", name[0], name[1]));

        assertThat(test.statusCode()).isEqualTo(200);
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(intent(key(test)).upstream()).isEqualTo(Upstream.SANDBOX);
        assertThat(intent(key(live)).upstream()).isEqualTo(Upstream.LIVE);
        assertThat(created("rehearsal")).isEqualTo(1);
    }

    /** Six REST callers, a file and a message; the answers are the REST callers'. */
    private static List<HttpResponse<String>> allAtOnce(
            String file, java.util.function.IntFunction<Map<String, String>> wish) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REST_CALLERS + 2);
        CyclicBarrier start = new CyclicBarrier(REST_CALLERS + 2);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < REST_CALLERS; i++) {
                Map<String, String> mine = wish.apply(i);
                answers.add(threads.submit(together(start, () -> callers.rest("kari", mine))));
            }
            Future<Boolean> queued = threads.submit(together(start, () -> {
                callers.queue(wish.apply(REST_CALLERS), Optional.empty());
                return true;
            }));
            Future<Boolean> dropped = threads.submit(together(start, () -> {
                callers.drop(file, csv(wish.apply(REST_CALLERS + 1)));
                return true;
            }));
            assertThat(queued.get() && dropped.get()).isTrue();
            List<HttpResponse<String>> all = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> Callable<T> together(CyclicBarrier start, Callable<T> call) {
        return () -> {
            start.await();
            return call.call();
        };
    }

    private static String csv(Map<String, String> fields) {
        return String.join(",", fields.keySet()) + "\n" + String.join(",", fields.values()) + "\n";
    }

    private static long created(String subject) {
        return bridge.upstream().tickets().stream()
                .filter(ticket -> ticket.json().contains("\"title\":\"" + subject + "\""))
                .count();
    }

    private static Intent intent(String key) {
        return bridge.engine().ledger().inspection().find(key).orElseThrow();
    }

    private static Intent lookup(String name) {
        return bridge.engine().ledger().inspection().lookup(name).get(0);
    }

    private static long count(List<io.ticketbridge.ledger.AuditTrail.Event> events, String... types) {
        return events.stream()
                .filter(event -> List.of(types).contains(event.type()))
                .count();
    }
}
