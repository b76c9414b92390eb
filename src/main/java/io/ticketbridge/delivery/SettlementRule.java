package io.ticketbridge.delivery;

import io.ticketbridge.configuration.DurationText;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an intent goes after an outcome: the other half of the outcome table. Pure but for the schedule's jitter.
 *
 * @param maxAttempts charged attempts after which an intent is dead
 * @param maxAge age after which an intent that fails for a cause of its own is dead
 * @param settle wait before the first probe of an unknown
 */
public record SettlementRule(RetrySchedule schedule, int maxAttempts, Duration maxAge, Duration settle) {

    private static final Reason DEFECT = new Reason(
            "Defect",
            "its request could not be made, for a cause that the log names at this time; please report it. It is tried"
                    + " again");

    private static final String NOT_FOUND = "the upstream's list does not show the ticket";

    /** @param intent as it was claimed, this attempt counted in {@code attempts} and not in {@code charged} */
    Settlement after(Outcome outcome, Intent intent, Instant now) {
        if (outcome instanceof Outcome.Delivered delivered) {
            return new Settlement.Delivered(delivered.ticketId(), "answer");
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new Settlement.Rejected(
                    new Reason("TicketRejected", "Socialboards rejected the ticket: " + rejected.text()));
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return unknown(unknown, now);
        }
        if (outcome instanceof Outcome.Retry retry) {
            return again(intent, retry.charged(), retry.retryAfter(), new Reason("Retry", retry.why()), now);
        }
        if (outcome instanceof Outcome.Suspect suspect) {
            return again(intent, false, Optional.empty(), new Reason("Suspect", suspect.why()), now);
        }
        return again(
                intent,
                false,
                Optional.of(Duration.ZERO),
                new Reason("TokenRefused", "the access token was refused; a fresh one is used next"),
                now);
    }

    /** After probes that prove the ticket is not there: again, or parked when its limits are used up. */
    Settlement afterProbes(Intent intent, Instant now) {
        if (isUsedUp(intent.charged(), intent, now)) {
            return new Settlement.Unknown(Optional.empty(), usedUp(intent.charged(), NOT_FOUND));
        }
        Reason again = new Reason("NotFound", NOT_FOUND + "; it is sent again and marked as a possible double");
        return new Settlement.Waiting(now, again, true);
    }

    /** After a fault of ours before anything was sent: the longest wait, and dead when it is too old. */
    Settlement afterDefect(Intent intent, Instant now) {
        return isUsedUp(intent.charged(), intent, now)
                ? new Settlement.Dead(usedUp(intent.charged(), DEFECT.text()))
                : new Settlement.Waiting(now.plus(schedule.longest()), DEFECT, false);
    }

    private Settlement unknown(Outcome.Unknown unknown, Instant now) {
        return new Settlement.Unknown(
                unknown.park() ? Optional.empty() : Optional.of(now.plus(settle)),
                new Reason("Unknown", unknown.why()));
    }

    private Settlement again(Intent intent, boolean charged, Optional<Duration> wait, Reason reason, Instant now) {
        int chargedNow = intent.charged() + (charged ? 1 : 0);
        if (charged && isUsedUp(chargedNow, intent, now)) {
            return new Settlement.Dead(usedUp(chargedNow, reason.text()));
        }
        return new Settlement.Waiting(now.plus(wait.orElseGet(() -> schedule.delay(intent.attempts()))), reason, false);
    }

    private boolean isUsedUp(int charged, Intent intent, Instant now) {
        return charged >= maxAttempts || intent.createdAt().plus(maxAge).isBefore(now);
    }

    private Reason usedUp(int charged, String last) {
        return new Reason(
                "LimitsUsedUp",
                charged + " charged attempts (retry.max-attempts " + maxAttempts + ", retry.max-age "
                        + DurationText.of(maxAge) + "), the last one: " + last
                        + "; replay it once the cause is mended");
    }
}
