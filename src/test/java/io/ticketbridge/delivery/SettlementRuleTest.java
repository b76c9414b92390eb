package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettlementRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final SettlementRule rule = new SettlementRule(
            new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(10), new Random(1)),
            3,
            Duration.ofDays(7),
            Duration.ofSeconds(10));

    @Test
    void deliversWithTheAnswerAsEvidence() {
        assertThat(rule.after(new Outcome.Delivered("r", 7), intent(1, 0, NOW), NOW))
                .isEqualTo(new Settlement.Delivered(7, "answer"));
    }

    @Test
    void waitsOutARetryAfterInFull() {
        Outcome retry = new Outcome.Retry("r", "busy", Optional.of(Duration.ofHours(3)), false);

        Settlement.Waiting waiting = (Settlement.Waiting) rule.after(retry, intent(1, 0, NOW), NOW);

        assertThat(waiting.notBefore()).isEqualTo(NOW.plus(Duration.ofHours(3)));
        assertThat(waiting.possibleDouble()).isFalse();
    }

    @Test
    void neverCountsWhatSaysNothingAboutTheTicketHoweverOldItIs() {
        Outcome down = new Outcome.Retry("r", "refused", Optional.empty(), false);

        assertThat(rule.after(down, intent(500, 2, NOW.minus(Duration.ofDays(30))), NOW))
                .isInstanceOf(Settlement.Waiting.class);
    }

    @Test
    void givesUpAfterTheAllowedChargedAttempts() {
        Outcome charged = new Outcome.Retry("r", "code 5", Optional.empty(), true);

        assertThat(rule.after(charged, intent(2, 1, NOW), NOW)).isInstanceOf(Settlement.Waiting.class);
        assertThat(rule.after(charged, intent(3, 2, NOW), NOW))
                .isInstanceOfSatisfying(
                        Settlement.Dead.class, dead -> assertThat(dead.reason().text())
                                .startsWith("3 charged attempts (retry.max-attempts 3, retry.max-age ")
                                .contains("the last one: code 5; replay it"));
    }

    @Test
    void plansAProbeForAnUnknownAndNoneForOneThatIsToBeParked() {
        assertThat(rule.after(new Outcome.Unknown("r", "reset", false), intent(9, 9, NOW), NOW))
                .isInstanceOfSatisfying(Settlement.Unknown.class, unknown -> assertThat(unknown.probeAt())
                        .contains(NOW.plusSeconds(10)));
        assertThat(rule.after(new Outcome.Unknown("r", "code 9", true), intent(1, 0, NOW), NOW))
                .isInstanceOfSatisfying(Settlement.Unknown.class, unknown -> assertThat(unknown.probeAt())
                        .isEmpty());
    }

    @Test
    void sendsAgainAtOnceAfterARefusedToken() {
        Settlement.Waiting waiting =
                (Settlement.Waiting) rule.after(new Outcome.Unauthorized("r"), intent(1, 0, NOW), NOW);

        assertThat(waiting.notBefore()).isEqualTo(NOW);
    }

    @Test
    void marksAResendAfterAnUnknownAsAPossibleDouble() {
        Settlement.Waiting waiting = (Settlement.Waiting) rule.afterProbes(intent(1, 1, NOW), NOW);

        assertThat(waiting.possibleDouble()).isTrue();
    }

    @Test
    void parksAnUnknownWhoseLimitsAreUsedUpAndNeverCallsItDead() {
        assertThat(rule.afterProbes(intent(3, 3, NOW), NOW))
                .isInstanceOfSatisfying(Settlement.Unknown.class, unknown -> {
                    assertThat(unknown.probeAt()).isEmpty();
                    assertThat(unknown.reason().text()).contains("retry.max-attempts 3");
                });
    }

    private static Intent intent(int attempts, int charged, Instant createdAt) {
        return new Intent(
                "key",
                "rest",
                Upstream.LIVE,
                "42",
                Optional.empty(),
                State.SENDING,
                1,
                "hash",
                createdAt,
                createdAt,
                createdAt,
                attempts,
                charged,
                0,
                false,
                false,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
