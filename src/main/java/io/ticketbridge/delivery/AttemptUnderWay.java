package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Claim;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.socialboards.TokenSource.BearerToken;
import io.ticketbridge.socialboards.WireResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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
    private OptionalLong wireNumber = OptionalLong.empty();
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

    /**
     * Waits for one of the requests that may be under way, and for the allowed rate.
     *
     * @param left how much time there is for it, asked when it matters
     * @return why it may not go, as a clause; empty = it may
     */
    Optional<String> enterWire(Supplier<Duration> left) {
        Optional<String> refusal = whyNot(left);
        if (refusal.isPresent()) {
            turnedAway();
            turn.ifPresent(WireSlots.Turn::leave);
        }
        return refusal;
    }

    private Optional<String> whyNot(Supplier<Duration> left) {
        boolean inTime = turn.isPresent() && turn.get().enter(left.get());
        if (inTime && !link.stillAdmits(intent)) {
            return Optional.of("others have shown meanwhile that delivery must wait");
        }
        wireNumber = inTime ? link.pace().awaitWire(left.get()) : OptionalLong.empty();
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("the bridge stops");
        }
        return wireNumber.isPresent()
                ? Optional.empty()
                : Optional.of("its turn did not come before the lease of this attempt is over");
    }

    /** Nothing was sent, and nothing is known of the upstream. */
    void turnedAway() {
        turnedAway = true;
    }

    boolean isTurnedAway() {
        return turnedAway;
    }

    /**
     * Gives back what {@link #enterWire} took, at once if it went well; else no other goes before what it showed is
     * known.
     */
    void leaveWire(Duration took, boolean well) {
        turn.ifPresent(taken -> taken.ended(took));
        if (well) {
            turn.ifPresent(WireSlots.Turn::leave);
            wireNumber.ifPresent(number -> link.pace().answered(number, took));
        }
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
