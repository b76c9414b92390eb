package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.WireResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The one function that says what an attempt showed. Pure: the same result at the same time gives the same outcome. */
public final class OutcomeFunction {

    private final OutcomeTable table;

    /**
     * What the operator may set. A code in several sets halts rather than parks, and parks rather than retries;
     * {@code -1}, the documented success, is never looked up.
     */
    public record Policy(
            Set<Integer> retryCodes, Set<Integer> haltCodes, Set<Integer> parkCodes, Duration retryAfterMax) {

        public Policy {
            retryCodes = Set.copyOf(retryCodes);
            haltCodes = Set.copyOf(haltCodes);
            parkCodes = Set.copyOf(parkCodes);
        }
    }

    public OutcomeFunction(Policy policy) {
        this.table = new OutcomeTable(policy);
    }

    /**
     * Never throws, whatever the upstream sent.
     *
     * @param now for a {@code Retry-After} that is a date
     */
    public Outcome judge(WireResult result, Instant now) {
        return table.judge(Judged.of(result, now));
    }

    /** The rows this function decides by. */
    public OutcomeTable table() {
        return table;
    }
}
