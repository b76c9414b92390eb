package io.ticketbridge.delivery;

import static io.ticketbridge.delivery.WireResults.NOW;
import static io.ticketbridge.delivery.WireResults.answered;
import static io.ticketbridge.delivery.WireResults.cutOff;
import static io.ticketbridge.delivery.WireResults.withoutAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.delivery.Outcome.Delivered;
import io.ticketbridge.delivery.Outcome.Rejected;
import io.ticketbridge.delivery.Outcome.Retry;
import io.ticketbridge.delivery.Outcome.Suspect;
import io.ticketbridge.delivery.Outcome.Unauthorized;
import io.ticketbridge.delivery.Outcome.Unknown;
import io.ticketbridge.delivery.OutcomeFunction.Policy;
import io.ticketbridge.socialboards.WireResult;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeFunctionTest {

    private static final String CREATED = "{\"data\":4484636,\"errorCode\":-1,\"errorText\":null}";
    private static final String ERROR_17 = "{\"data\":null,\"errorCode\":17,\"errorText\":\"Bad category\"}";
    private static final OutcomeFunction FUNCTION =
            new OutcomeFunction(new Policy(Set.of(71), Set.of(72), Set.of(73), Duration.ofHours(24)));

    @Test
    void retriesWithoutChargeWhenNoByteWasWritten() {
        assertThat(judge(withoutAnswer(Progress.NOT_WRITTEN)))
                .isEqualTo(new Retry("not-written", "connection reset", Optional.empty(), false));
    }

    @Test
    void knowsNothingWhenTheRequestWasWrittenAndNoAnswerCame() {
        assertThat(judge(withoutAnswer(Progress.WRITTEN)))
                .isEqualTo(new Unknown("no-answer", "connection reset", false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 403, 404, 422, 429, 500, 503})
    void knowsNothingFromACutOffAnswerWhateverItsStatus(int status) {
        assertThat(judge(cutOff(status, CREATED)))
                .isEqualTo(new Unknown("incomplete-answer", "the answer was cut off", false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 226, 299})
    void deliversOnAnySuccessStatusWithATicketId(int status) {
        assertThat(judge(answered(status, CREATED))).isEqualTo(new Delivered("delivered", 4484636));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":7,\"errorCode\":-1,\"error\":\"no such thing\",\"errors\":[1],\"success\":false}",
                "\uFEFF{\"data\":7,\"errorCode\":-1}",
                " \r\n{ \"errorCode\" : -1 , \"data\" : 7 } \n",
                "{\"data\":7,\"errorCode\":-1,\"errorText\":\"\"}",
                "{\"data\":7,\"errorCode\":-1,\"errorText\":{\"not\":\"a text\"}}"
            })
    void deliversWhenAGoodAnswerLooksOdd(String body) {
        assertThat(judge(answered(200, body))).isEqualTo(new Delivered("delivered", 7));
    }

    @Test
    void deliversWhenAnUnknownFieldFillsTheAnswer() {
        String huge = "{\"note\":\"" + "x".repeat(250_000) + "\",\"data\":9223372036854775807,\"errorCode\":-1}";

        assertThat(judge(answered(200, huge))).isEqualTo(new Delivered("delivered", Long.MAX_VALUE));
    }

    @Test
    void deliversWhenATextHoldsBadUtf8() {
        byte[] body = "{\"errorText\":\"\u00e5\",\"data\":7,\"errorCode\":-1}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(judge(answered(200, body, Optional.empty()))).isEqualTo(new Delivered("delivered", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"12\"", "1.0", "12e2", "true", "{}", "[7]", "9223372036854775808", "{\"id\":7}"})
    void knowsNothingFromASuccessWithoutAnIntegerTicketId(String data) {
        Outcome outcome = judge(answered(200, "{\"errorCode\":-1,\"data\":" + data + "}"));

        assertThat(outcome).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.rule()).isEqualTo("no-ticket-id");
            assertThat(unknown.park()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "<html>Welcome</html>",
                "[]",
                "null",
                "-1",
                "{}",
                "{\"data\":7}",
                "{\"data\":7,\"errorCode\":\"-1\"}",
                "{\"data\":7,\"errorCode\":-1.0}",
                "{\"data\":7,\"errorCode\":null}",
                "{\"data\":7,\"errorCode\":99999999999}",
                "{\"data\":7,\"ErrorCode\":-1}",
                "{\"data\":7,\"errorCode\":-1",
                "{\"data\":7,\"errorCode\":-1}x",
                "{\"data\":7,\"errorCode\":-1}{\"data\":8,\"errorCode\":-1}",
                "{\"data\":7,\"errorCode\":-1,\"errorCode\":17}",
                "[{\"data\":7,\"errorCode\":-1}]",
                "{\"result\":{\"data\":7,\"errorCode\":-1}}"
            })
    void knowsNothingFromASuccessStatusWithoutAReadableEnvelope(String body) {
        assertThat(judge(answered(200, body)).rule()).isEqualTo("no-envelope");
        assertThat(judge(answered(200, body))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 301, 302, 308, 400, 403, 404, 409, 422, 451, 499})
    void rejectsOnAnyOtherErrorCode(int status) {
        assertThat(judge(answered(status, ERROR_17)))
                .isEqualTo(new Rejected(
                        "rejected-by-code",
                        "17",
                        "status " + status + ", errorCode 17: Bad category",
                        OptionalInt.of(17)));
    }

    @Test
    void repeatsNoAddressThatAnErrorQuotes() {
        String quoting =
                "{\"data\":null,\"errorCode\":17,\"errorText\":\"Neither kari@example.no nor +47 917 55 083 is known\"}";

        assertThat(judge(answered(400, quoting)))
                .isEqualTo(new Rejected(
                        "rejected-by-code",
                        "17",
                        "status 400, errorCode 17: Neither *** nor *** is known",
                        OptionalInt.of(17)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 403, 404, 422})
    void followsTheConfiguredCodesInsteadOfRejecting(int status) {
        assertThat(judge(answered(status, "{\"errorCode\":71}", "30")))
                .isEqualTo(new Retry(
                        "retry-code",
                        "status " + status + ", errorCode 71",
                        Optional.of(Duration.ofSeconds(30)),
                        true));
        assertThat(judge(answered(status, "{\"errorCode\":72}")))
                .isEqualTo(new Suspect(
                        "halt-code",
                        "status " + status + ", errorCode 72",
                        Optional.of(
                                "mend what Socialboards means by this errorCode, which ticketbridge.retry.halt-codes"
                                        + " names"),
                        true));
        assertThat(judge(answered(status, "{\"errorCode\":73}")))
                .isEqualTo(new Unknown("park-code", "status " + status + ", errorCode 73", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", CREATED, ERROR_17, "{\"errorCode\":72}"})
    void asksForAFreshTokenOnUnauthorizedWhateverTheBody(String body) {
        assertThat(judge(answered(401, body))).isEqualTo(new Unauthorized("unauthorized"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 503})
    void retriesAThrottledRequestWithoutChargeAndObeysRetryAfter(int status) {
        assertThat(judge(answered(status, ERROR_17, "120"))).isInstanceOfSatisfying(Retry.class, retry -> {
            assertThat(retry.rule()).isEqualTo("throttled");
            assertThat(retry.charged()).isFalse();
            assertThat(retry.retryAfter()).contains(Duration.ofSeconds(120));
        });
        assertThat(judge(answered(status, "")))
                .isEqualTo(new Retry("throttled", "status " + status, Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 504, 505, 599})
    void knowsNothingFromAServerErrorWhateverTheBody(int status) {
        assertThat(judge(answered(status, "oops"))).isEqualTo(new Unknown("server-error", "status " + status, false));
        assertThat(judge(answered(status, CREATED)).rule()).isEqualTo("server-error");
        assertThat(judge(answered(status, "{\"errorCode\":71}")).rule()).isEqualTo("server-error");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308, 403, 404})
    void suspectsTheUpstreamWhenAnAddressOrARightIsRefusedWithoutAnEnvelope(int status) {
        assertThat(judge(answered(status, "<h1>Forbidden</h1>"))).isInstanceOfSatisfying(Suspect.class, suspect -> {
            assertThat(suspect.rule()).isEqualTo("suspect");
            assertThat(suspect.why()).isEqualTo("status " + status);
            assertThat(suspect.remedy().orElseThrow())
                    .contains(
                            status == 403
                                    ? "what the account of the credentials may do"
                                    : "check ticketbridge.socialboards.base-url");
            assertThat(suspect.halt()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 405, 409, 410, 413, 415, 418, 422, 451, 499})
    void rejectsOnAnyOtherClientError(int status) {
        assertThat(judge(answered(status, "nope")))
                .isEqualTo(new Rejected(
                        "rejected-by-status", String.valueOf(status), "status " + status, OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404, 409, 422})
    void doesNotRejectATicketThatTheErrorNames(int status) {
        assertThat(judge(answered(status, CREATED))).isInstanceOf(Unknown.class);
        assertThat(judge(answered(status, CREATED)).rule()).isEqualTo("contradiction");
    }

    @Test
    void rejectsWhenAClientErrorSaysSuccessButNamesNoTicket() {
        assertThat(judge(answered(400, "{\"errorCode\":-1,\"data\":null}")))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("400"));
    }

    private static Outcome judge(WireResult result) {
        return FUNCTION.judge(result, NOW);
    }
}
