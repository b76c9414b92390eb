package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.WireResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The one function that says what an attempt showed. Pure: the same result at the same time gives the same outcome. */
public final class OutcomeFunction {

    /** What the operator may set. */
    public record Policy(
            Set<Integer> retryCodes, Set<Integer> haltCodes, Set<Integer> parkCodes, Duration retryAfterMax) {}

    public OutcomeFunction(Policy policy) {
        throw new AssertionError("skeleton");
    }

    /** @param now for a {@code Retry-After} that is a date */
    public Outcome judge(WireResult result, Instant now) {
        throw new AssertionError("skeleton");
    }
}
