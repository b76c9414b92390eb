package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Claim;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.socialboards.TokenSource.BearerToken;
import io.ticketbridge.socialboards.WireResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One attempt on its way through the deliver route, from its place at the gate to its settling. Holds the place until
 * {@link #leave}. Used by one thread.
 */
final class AttemptUnderWay {

    /** Exchange property of the attempt. */
    static final String PROPERTY = "ticketbridgeAttempt";

    private final Intent intent;
    private final UpstreamLink link;
    private Optional<Claim> claim = Optional.empty();
    private Optional<BearerToken> token = Optional.empty();
    private Optional<WireSlots.Turn> turn = Optional.empty();
    private Optional<WireResult> wire = Optional.empty();
    private boolean turnedAway;
    private boolean left;

    AttemptUnderWay(Intent intent, UpstreamLink link) {
        this.intent = intent;
        this.link = link;
    }

    Intent intent() {
        return intent;
    }

    UpstreamLink link() {
        return link;
    }

    Claim claim() {
        return claim.orElseThrow(() -> new IllegalStateException("No claim for " + intent.key()));
    }

    boolean isClaimed() {
        return claim.isPresent();
    }

    void claimed(Claim taken) {
        claim = Optional.of(taken);
    }

    /** Waits until it may be made ready; it has one turn, however often its step is repeated. */
    void awaitTurn() throws InterruptedException {
        if (turn.isEmpty()) {
            turn = Optional.of(link.wire().await());
        }
    }

    /** Waits for one of the requests that may be under way. @return false = it did not come in this time */
    boolean enterWire(Duration longest) {
        turnedAway = turn.isEmpty() || !turn.get().enter(longest);
        return !turnedAway;
    }

    /** Gives back what {@link #enterWire} took. */
    void leaveWire(Duration took) {
        turn.ifPresent(taken -> taken.answered(took));
    }

    void authorized(BearerToken bearer) {
        token = Optional.of(bearer);
    }

    String bearer() {
        return token.map(BearerToken::value)
                .orElseThrow(() -> new IllegalStateException("No token for " + intent.key()));
    }

    /** The generation of the token in use; 0 when there is none. */
    long tokenGeneration() {
        return token.map(BearerToken::generation).orElse(0L);
    }

    /** What the wire showed, taken once: the judging may have to begin again. */
    WireResult wire(Supplier<WireResult> taking) {
        if (wire.isEmpty()) {
            wire = Optional.of(taking.get());
        }
        return wire.get();
    }

    /** Gives the place back: it was refused before anything was sent, which says nothing about the upstream. */
    void leaveUnsent(Outcome.Rejected refused) {
        left = true;
        link.leaveUnsent(intent, refused);
    }

    /** Gives the place at the gate back, with what the attempt showed: nothing, when its turn never came. */
    void leave(Outcome outcome) {
        left = true;
        if (turnedAway) {
            link.leave(intent);
        } else {
            link.leave(intent, outcome);
        }
    }

    /** Gives back what it still has. */
    void leaveUnlessLeft() {
        turn.ifPresent(WireSlots.Turn::leave);
        if (!left) {
            left = true;
            link.leave(intent);
        }
    }
}
