package io.ticketbridge.delivery;

import io.ticketbridge.configuration.DurationText;
import io.ticketbridge.delivery.Outcome.Delivered;
import io.ticketbridge.delivery.Outcome.Rejected;
import io.ticketbridge.delivery.Outcome.Retry;
import io.ticketbridge.delivery.Outcome.Suspect;
import io.ticketbridge.delivery.Outcome.Unauthorized;
import io.ticketbridge.delivery.Outcome.Unknown;
import io.ticketbridge.delivery.OutcomeFunction.Policy;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rows in force, in the order in which they are tried: the first that fits decides. They are what
 * {@link OutcomeFunction} runs, so that what is printed is what happens.
 */
public final class OutcomeTable {

    /** Too slow, too early, too many, out of service: nothing that is said about the ticket. */
    private static final Set<Integer> THROTTLED = Set.of(408, 425, 429, 503);

    /** What ends an attempt before its request, so that no wire result ever shows it. */
    private static final List<Line> BEFORE_THE_WIRE = List.of(
            new Line(
                    "token-refused",
                    "before the request: the token endpoint says invalid_grant or invalid_client",
                    "suspect, halt at once; a changed credential is tried at once",
                    "no"),
            new Line("no-token", "before the request: no token for another cause", "retry", "no"));

    private final Policy policy;
    private final List<Row> rows;

    /**
     * One row, for people.
     *
     * @param id names the row in {@link Outcome#rule()}
     * @param charged {@code yes}, {@code no}, or {@code –} where the question does not arise
     */
    public record Line(String id, String condition, String outcome, String charged) {}

    private record Row(Line line, Predicate<Judged> fits, BiFunction<String, Judged, Outcome> outcome) {}

    OutcomeTable(Policy policy) {
        this.policy = policy;
        this.rows = Stream.of(withoutAnswer(), success(), byStatus(), byCode(), rest())
                .flatMap(List::stream)
                .toList();
    }

    /** All of it, for people: first what ends an attempt before its request. */
    public List<Line> lines() {
        return Stream.concat(BEFORE_THE_WIRE.stream(), wireLines().stream()).toList();
    }

    /** What a wire result can show. */
    List<Line> wireLines() {
        return rows.stream().map(Row::line).toList();
    }

    Outcome judge(Judged judged) {
        Row row = rows.stream()
                .filter(each -> each.fits().test(judged))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last row of the outcome table fits everything"));
        return row.outcome().apply(row.line().id(), judged);
    }

    private static List<Row> withoutAnswer() {
        return List.of(
                row(
                                "not-written",
                                "no byte of the request written: DNS, connect or pool time-out, refused,"
                                        + " TLS handshake, no token")
                        .when(judged -> judged.got(Progress.NOT_WRITTEN))
                        .then("retry", "no", (id, judged) -> new Retry(id, judged.failure(), Optional.empty(), false)),
                row("no-answer", "written, then reset or time-out without an answer")
                        .when(judged -> judged.got(Progress.WRITTEN))
                        .then("unknown", "yes", (id, judged) -> new Unknown(id, judged.failure(), false)),
                row("incomplete-answer", "an answer cut off, over-long or past the deadline, whatever its status")
                        .when(judged -> !judged.complete())
                        .then("unknown", "yes", (id, judged) -> new Unknown(id, judged.failure(), false)));
    }

    private static List<Row> success() {
        return List.of(
                row("delivered", "2xx, errorCode -1 and an integer data")
                        .when(judged ->
                                judged.isSuccessful() && judged.ticketId().isPresent())
                        .then(
                                "delivered",
                                "–",
                                (id, judged) ->
                                        new Delivered(id, judged.ticketId().getAsLong())),
                row("no-ticket-id", "2xx, errorCode -1 without an integer data")
                        .when(judged -> judged.isSuccessful() && judged.saysSuccess())
                        .then(
                                "unknown",
                                "yes",
                                (id, judged) ->
                                        new Unknown(id, "a success without a ticket id: " + judged.answer(), false)),
                row("no-envelope", "2xx without a readable envelope")
                        .when(judged ->
                                judged.isSuccessful() && judged.envelope().isEmpty())
                        .then(
                                "unknown",
                                "yes",
                                (id, judged) ->
                                        new Unknown(id, "an answer without an envelope: " + judged.answer(), false)));
    }

    private List<Row> byStatus() {
        return List.of(
                row("unauthorized", "401")
                        .when(judged -> judged.status() == 401)
                        .then(
                                "refresh the token once and send again; a second 401: as suspect",
                                "no",
                                (id, judged) -> new Unauthorized(id)),
                row("throttled", "408, 425, 429, 503")
                        .when(judged -> THROTTLED.contains(judged.status()))
                        .then(
                                "retry; Retry-After up to " + DurationText.of(policy.retryAfterMax())
                                        + " for the whole upstream",
                                "no",
                                (id, judged) -> new Retry(id, judged.answer(), retryAfter(judged), false)),
                row("server-error", "other 5xx (500, 502, 504): it may have been created")
                        .when(judged -> judged.statusFrom(500, 599))
                        .then("unknown", "yes", (id, judged) -> new Unknown(id, judged.answer(), false)),
                row("contradiction", "other status that is not 2xx, yet errorCode -1 and an integer data")
                        .when(judged -> judged.ticketId().isPresent())
                        .then(
                                "unknown",
                                "yes",
                                (id, judged) ->
                                        new Unknown(id, "an error that names a ticket: " + judged.answer(), false)));
    }

    private List<Row> byCode() {
        return List.of(
                row("halt-code", "other errorCode of halt-codes " + sorted(policy.haltCodes()))
                        .when(judged -> judged.errorCodeIn(policy.haltCodes()))
                        .then(
                                "suspect, halt at once",
                                "no",
                                (id, judged) -> new Suspect(id, judged.answer(), Optional.of(judged.remedy()), true)),
                row("park-code", "other errorCode of park-codes " + sorted(policy.parkCodes()))
                        .when(judged -> judged.errorCodeIn(policy.parkCodes()))
                        .then("unknown, parked", "yes", (id, judged) -> new Unknown(id, judged.answer(), true)),
                row("retry-code", "other errorCode of retry-codes " + sorted(policy.retryCodes()))
                        .when(judged -> judged.errorCodeIn(policy.retryCodes()))
                        .then("retry", "yes", (id, judged) -> new Retry(id, judged.answer(), retryAfter(judged), true)),
                row("rejected-by-code", "any other errorCode")
                        .when(judged -> judged.errorCode().isPresent())
                        .then("rejected", "–", (id, judged) -> rejected(id, judged)));
    }

    private static List<Row> rest() {
        return List.of(
                row("suspect", "403, 404, 3xx (never followed), without a readable envelope")
                        .when(judged -> judged.isNotForUs() && judged.envelope().isEmpty())
                        .then(
                                "suspect: waiting; halt when three intents in a row say so; rejected when it"
                                        + " alone keeps failing while others pass",
                                "no",
                                (id, judged) -> new Suspect(id, judged.answer(), Optional.of(judged.remedy()), false)),
                row("rejected-by-status", "other 3xx, 4xx")
                        .when(judged -> judged.statusFrom(300, 499))
                        .then("rejected", "–", (id, judged) -> rejected(id, judged)),
                row("no-http", "any other status: no final answer of HTTP")
                        .when(judged -> true)
                        .then("unknown", "yes", (id, judged) -> new Unknown(id, judged.answer(), false)));
    }

    private static Outcome rejected(String id, Judged judged) {
        return new Rejected(id, judged.code(), judged.answer(), judged.errorCode());
    }

    private Optional<Duration> retryAfter(Judged judged) {
        return judged.result()
                .retryAfter()
                .flatMap(value -> RetryAfter.parse(value, judged.now(), policy.retryAfterMax()));
    }

    private static Set<Integer> sorted(Set<Integer> codes) {
        return new TreeSet<>(codes);
    }

    private static Condition row(String id, String condition) {
        return fits -> (outcome, charged, verdict) -> new Row(new Line(id, condition, outcome, charged), fits, verdict);
    }

    private interface Condition {
        Consequence when(Predicate<Judged> fits);
    }

    private interface Consequence {
        Row then(String outcome, String charged, BiFunction<String, Judged, Outcome> verdict);
    }
}
