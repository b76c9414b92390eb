package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * A key that may be worth a claim. Losing one costs time, never a ticket.
 *
 * @param fresh the intent and its content as they were committed a moment ago, which need not be read again: whether
 *     they still stand, the claim says
 */
public record Hint(String key, String door, Upstream upstream, Optional<Deliveries.Candidate> fresh) {

    /** Bytes of content that a hint may bring: nothing large, as many hints may be queued. */
    public static final int LARGEST_CONTENT = 4 * 1024;

    /** A hint at what must be read. */
    public Hint(String key, String door, Upstream upstream) {
        this(key, door, upstream, Optional.empty());
    }

    /** Where it queues: hints of one door at one upstream wait for each other, and for no others. */
    public String lane() {
        return lane(door, upstream.label());
    }

    static String lane(String door, String upstream) {
        return door + "/" + upstream;
    }

    /** Tells nothing of the ticket. */
    @Override
    public String toString() {
        return "Hint[" + key + ", " + lane() + "]";
    }
}
