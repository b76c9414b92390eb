package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * A key that may be worth a claim. Losing one costs time, never a ticket.
 *
 * @param fresh the intent and its content as they were committed a moment ago, which need not be read again: whether
 *     they still stand, the claim says
 */
public record Hint(String key, String door, Upstream upstream, Optional<Deliveries.Candidate> fresh) {

    /** A hint at what must be read. */
    public Hint(String key, String door, Upstream upstream) {
        this(key, door, upstream, Optional.empty());
    }

    /** Where it queues: hints of one door at one upstream wait for each other, and for no others. */
    public String lane() {
        return door + "/" + upstream.label();
    }

    /** Tells nothing of the ticket. */
    @Override
    public String toString() {
        return "Hint[" + key + ", " + lane() + "]";
    }
}
