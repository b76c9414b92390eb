package io.ticketbridge.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The way of an intent from {@code accepted} to its rest. */
public final class Deliveries {

    /**
     * The intent and its bodies, when it can be claimed now; empty = somebody else has it, it is not due, or it rests.
     */
    public Optional<Candidate> load(String key) {
        throw new AssertionError("skeleton");
    }

    public record Candidate(Intent intent, Payload payload) {}

    /**
     * Keys that could be claimed now: at most {@code perDoor} of each door, oldest {@code not before} first; ordinary
     * doors before batches.
     */
    public List<Hint> claimable(int perDoor) {
        throw new AssertionError("skeleton");
    }

    /**
     * Takes the right to make one attempt: {@code sending}, the attempt's row and the frozen request, in one commit. A
     * request that is already frozen is kept and returned in the claim.
     *
     * @return empty when the intent was not claimable any more
     */
    public Optional<Claim> claim(String key, Payload.FrozenRequest request, Duration lease) {
        throw new AssertionError("skeleton");
    }

    /**
     * Records what the claimed attempt showed and moves the intent. Evidence is never discarded: when the intent has
     * left {@code sending} meanwhile (its lease ended), a delivery still settles it if it is {@code unknown} or
     * {@code waiting}; anything else is only recorded with its attempt. A ticket id that another intent holds leaves
     * this one {@code unknown}, parked.
     *
     * @return the intent as it is now
     */
    public Intent settle(Claim claim, AttemptResult result, Settlement settlement) {
        throw new AssertionError("skeleton");
    }

    /**
     * Rejects, or moves without an attempt, an intent that is {@code accepted}, {@code waiting} or {@code unknown}: a
     * mapping that fails now, a cancel, a probe's verdict. Empty = it was in another state.
     */
    public Optional<Intent> move(String key, State from, Settlement settlement, String because) {
        throw new AssertionError("skeleton");
    }

    /**
     * Turns every {@code sending} whose lease has ended ({@code atStart}: every one this engine's folder left) into
     * {@code unknown}, to be probed at {@code now + settle}.
     */
    public List<Intent> expireLeases(boolean atStart, Duration settle) {
        throw new AssertionError("skeleton");
    }

    /** Unknown intents that are not parked and whose probe is due. */
    public List<Intent> probesDue(int limit) {
        throw new AssertionError("skeleton");
    }

    /** Counts one complete listing that did not show the ticket, and plans the next. */
    public Intent probedWithoutTrace(String key, Instant nextProbe) {
        throw new AssertionError("skeleton");
    }

    /** Whether another intent of equal content to this upstream is {@code sending} or {@code unknown}. */
    public boolean hasUnresolvedTwin(Intent intent) {
        throw new AssertionError("skeleton");
    }

    /** Whether this upstream ticket is bound to an intent. */
    public boolean isBound(Upstream upstream, long ticketId) {
        throw new AssertionError("skeleton");
    }
}
