package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.ledger.State;
import io.ticketbridge.sandbox.CreatedTicket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tickets come through all three doors while the ledger takes nothing; then it takes them again. */
final class LedgerOutage {

    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final int PER_DOOR = 3;

    /** Long enough to need room of its own in any store. */
    private static final String MESSAGE = "m".repeat(9_000);

    /** Begins or ends the fault. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private final RunningBridge bridge;
    private final Callers callers;

    LedgerOutage(RunningBridge bridge, Callers callers) {
        this.bridge = bridge;
        this.callers = callers;
    }

    /** To be run on a bridge that has taken nothing yet. */
    void proveAround(Step begin, Step end) throws Exception {
        assertThat(callers.post(form("Before", 1)).statusCode()).isEqualTo(200);
        await().atMost(LONGEST).until(() -> callers.ready() == 200);

        begin.run();
        IntStream.rangeClosed(1, PER_DOOR).forEach(i -> callers.enqueue(form("Queue", i)));
        callers.drop("tickets.csv", csv());
        IntStream.rangeClosed(1, PER_DOOR).forEach(i -> assertUnavailable(callers.post(form("Rest", i))));
        await().atMost(LONGEST).until(() -> callers.ready() == 503);
        assertThat(callers.isDone("tickets.csv")).isFalse();
        assertThat(callers.browse("tickets.DLQ")).isEmpty();
        assertThat(bridge.upstream().ticketCount()).isEqualTo(1);

        end.run();
        callers.awaitAll(State.DELIVERED, 1 + 2 * PER_DOOR);
        await().atMost(LONGEST).until(() -> callers.ready() == 200 && callers.isDone("tickets.csv"));
        IntStream.rangeClosed(1, PER_DOOR)
                .forEach(i ->
                        assertThat(callers.post(form("Rest", i)).statusCode()).isEqualTo(200));
        assertThat(callers.browse("tickets.DLQ")).isEmpty();
        assertThat(titles()).containsExactlyInAnyOrderElementsOf(expected());
        await().atMost(LONGEST)
                .until(() ->
                        bridge.engine().ledger().auditTrail().pending("file", 1).isEmpty());
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
        assertThat(answer.body()).contains("ServiceUnavailable").contains("nothing was kept");
    }

    private static String form(String door, int number) {
        String name = door + number;
        return "application_id=42&subject=" + name + "&message=" + MESSAGE + "&external_id=" + name;
    }

    private static String csv() {
        StringBuilder csv = new StringBuilder("application_id,subject,message\n");
        IntStream.rangeClosed(1, PER_DOOR).forEach(i -> csv.append("42,File")
                .append(i)
                .append(',')
                .append(MESSAGE)
                .append('\n'));
        return csv.toString();
    }

    private List<String> titles() {
        return bridge.upstream().tickets().stream()
                .map(CreatedTicket::json)
                .map(json -> json.replaceAll("(?s).*\"title\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static List<String> expected() {
        Stream<String> during = Stream.of("Queue", "File", "Rest")
                .flatMap(door -> IntStream.rangeClosed(1, PER_DOOR).mapToObj(i -> door + i));
        return Stream.concat(Stream.of("Before1"), during).toList();
    }
}
