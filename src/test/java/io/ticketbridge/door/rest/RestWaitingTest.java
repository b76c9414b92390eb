package io.ticketbridge.door.rest;

import static io.ticketbridge.door.rest.RawHttp.FORM;
import static io.ticketbridge.door.rest.RawHttp.KARI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.door.rest.RawHttp.Answer;
import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How callers wait for their tickets, and what they get when the wait is over. */
class RestWaitingTest {

    private static final String GOOD = RestStand.form("application_id", "42", "subject", "Hi", "message", "test");

    @TempDir
    Path folder;

    private RestStand stand;

    @AfterEach
    void stop() {
        if (stand != null) {
            stand.close();
        }
    }

    @Test
    void answers422WithTheUpstreamsReasonAndARepeatTheSame() throws Exception {
        stand = new RestStand(folder);
        stand.deliverAll(Deliverer.Answer.REJECTED);
        try (RawHttp http = stand.http()) {
            Answer answer = http.post(KARI, FORM, GOOD, "Idempotency-Key: k");

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("\"type\":\"TicketRejected\",\"message\":\"Socialboards: code 1017, no such category\"");
            assertThat(http.post(KARI, FORM, GOOD, "Idempotency-Key: k")).isEqualTo(answer);
        }
    }

    @Test
    void answers422ToATicketThatWasGivenUp() throws Exception {
        stand = new RestStand(folder);
        stand.deliverAll(Deliverer.Answer.DEAD);
        try (RawHttp http = stand.http()) {
            Answer answer = http.post(KARI, FORM, GOOD);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("TicketRejected", "Twelve attempts failed.");
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "the upstream is halted while REST callers come",
            promise = "202 at once: the ticket is accepted")
    void answers202AtOnceWhenAskedToOrWhenTheUpstreamTakesNothingOrNoPlaceIsLeft() throws Exception {
        stand = new RestStand(folder, "http.wait=5m", "http.waiters=1");
        try (RawHttp http = stand.http();
                RawHttp waiting = stand.http()) {
            assertThat(http.post(KARI, FORM, GOOD, "Prefer: respond-async").status())
                    .isEqualTo(202);
            assertThat(http.post(KARI, FORM, GOOD, "Prefer: wait=0").status()).isEqualTo(202);

            stand.gate(upstream -> false);
            assertThat(http.post(KARI, FORM, GOOD).status()).isEqualTo(202);

            stand.gate(upstream -> true);
            String kept = GOOD + "&external_id=waits";
            waiting.send(("POST " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + KARI
                            + "\r\nContent-Type: " + FORM + "\r\nContent-Length: " + kept.length() + "\r\n\r\n" + kept)
                    .getBytes());
            await().until(() -> stand.ledger().inspection().lookup("waits").size() == 1);
            await().atMost(Duration.ofSeconds(30)).until(() -> isAnsweredBefore(http, 3));
            assertThat(http.post(KARI, FORM, GOOD).status()).as("no place left").isEqualTo(202);

            String key = stand.ledger().inspection().lookup("waits").get(0).key();
            stand.upstream().deliver(key, Deliverer.Answer.CREATED);
            assertThat(waiting.read(false).status()).as("the one that waits").isEqualTo(200);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "the upstream is halted while REST callers wait already",
            promise = "202 within a second or so: nobody waits on for what cannot be sent")
    void letsNobodyWaitOnWhenTheUpstreamTakesNothingAnyMore() throws Exception {
        stand = new RestStand(folder, "http.wait=5m");
        try (RawHttp waiting = stand.http()) {
            String kept = GOOD + "&external_id=waits";
            waiting.send(("POST " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + KARI
                            + "\r\nContent-Type: " + FORM + "\r\nContent-Length: " + kept.length() + "\r\n\r\n" + kept)
                    .getBytes());
            await().until(() -> stand.ledger().inspection().lookup("waits").size() == 1);

            stand.gate(upstream -> false);

            assertThat(waiting.read(false).status()).isEqualTo(202);
        }
    }

    @Test
    void answersAsConfiguredWhenTheWaitIsOver() throws Exception {
        stand = new RestStand(folder, "http.wait=100ms", "http.when-open=503");
        try (RawHttp http = stand.http()) {
            Answer answer = http.post(KARI, FORM, GOOD);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotBlank();
            assertThat(answer.header("Ticketbridge-Key")).isNotBlank();
            assertThat(http.post(KARI, FORM, GOOD, "Prefer: respond-async").status())
                    .isEqualTo(202);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "two hundred callers wait at once",
            promise = "the next is answered all the same")
    void letsTwoHundredCallersWaitAndStillAnswersTheNext() throws Exception {
        stand = new RestStand(folder, "http.wait=5m");
        ExecutorService callers = Executors.newFixedThreadPool(200);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(callers.submit(() -> {
                    try (RawHttp http = stand.http()) {
                        return http.post(KARI, FORM, GOOD).status();
                    }
                }));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> accepted() == 200);
            try (RawHttp http = stand.http()) {
                assertThat(http.get("/openapi.json", null).status()).isEqualTo(200);
                assertThat(http.get("/api/v2/support_ticket/none.json", KARI).status())
                        .isEqualTo(404);
            }
            stand.deliverAll(Deliverer.Answer.CREATED);
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void givesThePlaceOfACallerThatHasGoneToTheNext() throws Exception {
        stand = new RestStand(folder, "http.wait=5m", "http.waiters=1");
        RawHttp gone = stand.http();
        gone.send(("POST " + RestStand.PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + KARI + "\r\nContent-Type: "
                        + FORM + "\r\nContent-Length: " + GOOD.length() + "\r\n\r\n" + GOOD)
                .getBytes());
        await().until(() -> accepted() == 1);
        stand.forgetHints();
        try (RawHttp http = stand.http()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> isAnsweredBefore(http, 3));
            gone.close();
            stand.forgetHints();
            stand.deliverAll(Deliverer.Answer.CREATED);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> http.post(KARI, FORM, GOOD).status() == 200);
        }
    }

    @Test
    void makesOneTicketOfEqualContentInsideTheRepeatWindow() throws Exception {
        stand = new RestStand(folder, "http.wait=0s", "http.repeat-window=1h");
        try (RawHttp http = stand.http()) {
            String first = http.post(KARI, FORM, GOOD).header("Ticketbridge-Key");

            assertThat(http.post(KARI, FORM, GOOD).header("Ticketbridge-Key")).isEqualTo(first);
            assertThat(http.post(KARI, FORM, GOOD + "!").header("Ticketbridge-Key"))
                    .isNotEqualTo(first);
            assertThat(http.post(RawHttp.OLA, FORM, GOOD).header("Ticketbridge-Key"))
                    .isNotEqualTo(first);
            assertThat(http.post(KARI, FORM, GOOD + "&external_id=own").header("Ticketbridge-Key"))
                    .isNotEqualTo(first);
            assertThat(http.post(KARI, FORM, GOOD, "Idempotency-Key: own").header("Ticketbridge-Key"))
                    .isNotEqualTo(first);
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "the ledger is gone while REST callers come",
            promise = "503 with Retry-After, in the shape of all answers")
    void answers503InTheSameShapeWhenARouteIsSuspendedOrTheLedgerIsGone() throws Exception {
        stand = new RestStand(folder, "http.wait=0s");
        try (RawHttp http = stand.http()) {
            stand.main().getCamelContext().getRouteController().suspendRoute("post-support-ticket");
            isUnavailable(http.post(KARI, FORM, GOOD));
            stand.main().getCamelContext().getRouteController().resumeRoute("post-support-ticket");
            assertThat(http.post(KARI, FORM, GOOD).status()).isEqualTo(202);

            stand.ledger().close();
            isUnavailable(http.post(KARI, FORM, GOOD));
        }
    }

    private static void isUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.body()).startsWith("{\"error\":{\"type\":\"ServiceUnavailable\"");
    }

    /** Whether a caller who would wait so long is answered sooner, because no place to wait is left. */
    private static boolean isAnsweredBefore(RawHttp http, int seconds) throws IOException {
        long start = System.nanoTime();
        int status = http.post(KARI, FORM, GOOD, "Prefer: wait=" + seconds).status();
        return status == 202
                && System.nanoTime() - start < Duration.ofSeconds(seconds).toNanos();
    }

    private long accepted() {
        return stand.ledger()
                .inspection()
                .counts()
                .byDoor()
                .getOrDefault("rest", java.util.Map.of())
                .getOrDefault(State.ACCEPTED, 0L);
    }
}
