package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * A key that may be worth a claim. Losing one costs time, never a ticket.
 *
 * @param fresh the intent and its content as they were committed a moment ago, which need not be read again: whether
 *     they still stand, the claim says
 */
public record Hint(String key, String door, Optional<Deliveries.Candidate> fresh) {

    /** A hint at what must be read. */
    public Hint(String key, String door) {
        this(key, door, Optional.empty());
    }

    /** Tells nothing of the ticket. */
    @Override
    public String toString() {
        return "Hint[" + key + ", " + door + "]";
    }
}
