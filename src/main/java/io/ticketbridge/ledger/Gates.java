package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What stops delivery, kept so that {@code status} can tell it from another process and a restart remembers. */
public final class Gates {

    /**
     * @param scope {@code live}, {@code sandbox}, or {@code live/APPLICATION} for a brake
     * @param state {@code throttled} or {@code halted}; an open gate has no row
     * @param until throttled until; halted: the next trial
     */
    public record Gate(String scope, String state, Optional<Instant> until, Reason reason, Instant since) {}

    public List<Gate> all() {
        throw new AssertionError("skeleton");
    }

    /** Writes the gate and its audit event ({@code halted} or {@code throttled}). */
    public void set(Gate gate) {
        throw new AssertionError("skeleton");
    }

    /** Opens the scope's gate; an audit event {@code lifted} if it was shut. */
    public void open(String scope) {
        throw new AssertionError("skeleton");
    }
}
