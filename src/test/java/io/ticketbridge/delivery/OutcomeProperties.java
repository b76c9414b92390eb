package io.ticketbridge.delivery;

import static io.ticketbridge.delivery.WireResults.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.delivery.Outcome.Delivered;
import io.ticketbridge.delivery.Outcome.Retry;
import io.ticketbridge.delivery.OutcomeFunction.Policy;
import io.ticketbridge.socialboards.WireResult;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OutcomeProperties {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final OutcomeFunction FUNCTION =
            new OutcomeFunction(new Policy(Set.of(71), Set.of(72), Set.of(73), LONGEST));
    private static final Map<String, OutcomeTable.Line> LINES =
            FUNCTION.table().lines().stream().collect(Collectors.toMap(OutcomeTable.Line::id, Function.identity()));

    @Property
    void everyResultHasTheOutcomeAndTheChargeOfOneRow(@ForAll("wireResults") WireResult result) {
        Outcome outcome = FUNCTION.judge(result, NOW);

        OutcomeTable.Line line = LINES.get(outcome.rule());
        assertThat(line).isNotNull();
        if (!"–".equals(line.charged())) {
            assertThat(outcome.charged()).isEqualTo("yes".equals(line.charged()));
        }
    }

    @Property
    void theSameResultHasTheSameOutcome(@ForAll("wireResults") WireResult result) {
        assertThat(FUNCTION.judge(result, NOW)).isEqualTo(FUNCTION.judge(result, NOW));
    }

    @Property
    void onlyACompleteSuccessIsDelivered(@ForAll("wireResults") WireResult result) {
        if (FUNCTION.judge(result, NOW) instanceof Delivered) {
            assertThat(result.progress()).isEqualTo(Progress.ANSWERED);
            assertThat(result.complete()).isTrue();
            assertThat(result.status().getAsInt()).isBetween(200, 299);
        }
    }

    @Property
    void whatMayHaveCreatedATicketIsSentAgainOnlyWhenTheUpstreamSaysSo(@ForAll("wireResults") WireResult result) {
        if (FUNCTION.judge(result, NOW) instanceof Retry retry && result.progress() != Progress.NOT_WRITTEN) {
            assertThat(result.complete()).isTrue();
            assertThat(retry.rule()).isIn("throttled", "retry-code");
        }
    }

    @Property
    void aWaitIsNeverLongerThanAllowed(@ForAll("wireResults") WireResult result) {
        if (FUNCTION.judge(result, NOW) instanceof Retry retry
                && retry.retryAfter().isPresent()) {
            assertThat(retry.retryAfter().get()).isPositive().isLessThanOrEqualTo(LONGEST);
        }
    }

    @Property
    void anyRetryAfterIsReadWithoutAnException(@ForAll String value) {
        assertThat(RetryAfter.parse(value, NOW, LONGEST))
                .satisfiesAnyOf(wait -> assertThat(wait).isEmpty(), wait -> assertThat(wait.orElseThrow())
                        .isBetween(Duration.ofNanos(1), LONGEST));
    }

    @Provide
    Arbitrary<WireResult> wireResults() {
        Arbitrary<OptionalInt> statuses = Arbitraries.oneOf(
                Arbitraries.integers().between(100, 599).map(OptionalInt::of),
                Arbitraries.of(200, 401, 403, 404, 429, 503).map(OptionalInt::of),
                Arbitraries.integers().map(OptionalInt::of),
                Arbitraries.just(OptionalInt.empty()));
        return Combinators.combine(
                        Arbitraries.of(Progress.class),
                        statuses,
                        bodies(),
                        Arbitraries.of(true, false),
                        Arbitraries.strings().ofMaxLength(20).optional(),
                        retryAfters().optional())
                .as(WireResults::result);
    }

    private static Arbitrary<byte[]> bodies() {
        Arbitrary<String> envelopes = Combinators.combine(
                        Arbitraries.of(
                                "-1", "0", "17", "71", "72", "73", "null", "\"-1\"", "-1.0", "1e400", "-2147483649"),
                        Arbitraries.of("7", "0", "-7", "null", "\"7\"", "7.0", "{}", "[[", "99999999999999999999"),
                        Arbitraries.strings().ofMaxLength(10))
                .as((code, data, text) ->
                        "{\"errorCode\":" + code + ",\"data\":" + data + ",\"errorText\":\"" + text + "\"}");
        return Arbitraries.oneOf(
                envelopes.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                Arbitraries.just("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
    }

    private static Arbitrary<String> retryAfters() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigIntegers().map(String::valueOf),
                Arbitraries.of("Sat, 21 Nov 2026 12:00:30 GMT", "Saturday, 21-Nov-26 12:00:30 GMT", "0", "-1", "1.5"));
    }
}
