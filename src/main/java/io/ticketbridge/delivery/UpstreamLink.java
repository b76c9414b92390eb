package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.socialboards.TicketListing;
import io.ticketbridge.socialboards.TokenSource;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What delivery needs to speak to one upstream, and what holds it back. Thread-safe. */
public final class UpstreamLink {

    private final Upstream upstream;
    private final TokenSource tokens;
    private final TicketListing listing;
    private final Gate gate;
    private final WireSlots wire;
    private final Pace pace;
    private final Gates gates;
    private final Clock clock;
    private final RetrySchedule schedule;
    private final Recess recess;
    private final ListTrouble listTrouble;
    private final Brakes brakes;
    private final ReentrantLock listTurn = new ReentrantLock(true);

    public UpstreamLink(
            Upstream upstream,
            TokenSource tokens,
            TicketListing listing,
            Gate gate,
            WireSlots wire,
            Pace pace,
            Gates gates,
            Clock clock,
            RetrySchedule schedule) {
        this.upstream = upstream;
        this.tokens = tokens;
        this.listing = listing;
        this.gate = gate;
        this.wire = wire;
        this.pace = pace;
        this.gates = gates;
        this.clock = clock;
        this.schedule = schedule;
        this.recess = new Recess(clock, schedule);
        this.listTrouble = new ListTrouble(upstream, gates, clock);
        this.brakes =
                new Brakes(application -> new Brake(upstream.label() + "/" + application, gates, clock, schedule));
    }

    public Upstream upstream() {
        return upstream;
    }

    public TokenSource tokens() {
        return tokens;
    }

    public TicketListing listing() {
        return listing;
    }

    public Gate gate() {
        return gate;
    }

    WireSlots wire() {
        return wire;
    }

    public Pace pace() {
        return pace;
    }

    /** Held while its list is read: one reading at a time. */
    Lock listTurn() {
        return listTurn;
    }

    Recess recess() {
        return recess;
    }

    ListTrouble listTrouble() {
        return listTrouble;
    }

    /** Whether a reading of its list may begin: not while it is halted, throttled, or in a pause after the last. */
    boolean isAskable() {
        return !gate.isShut() && recess.isOver();
    }

    /** Takes up a gate or brake that an earlier run left shut. */
    void resume(Gates.Gate left) {
        String prefix = upstream.label() + "/";
        if (left.scope().equals(upstream.label())) {
            gate.resume(left);
        } else if (left.scope().equals(listTrouble.scope())) {
            listTrouble.resume();
        } else if (left.scope().startsWith(prefix)) {
            brakes.of(left.scope().substring(prefix.length())).resume(left);
        }
    }

    /**
     * Scopes through which no attempt could go now: this upstream, or braked applications of it. Credentials that were
     * changed after a refusal open it for a trial.
     */
    Set<String> shut() {
        if (tokens.hasUntriedCredentials()) {
            gate.tryAtOnce();
        }
        if (gate.isShut()) {
            return Set.of(upstream.label());
        }
        return brakes.shut();
    }

    /** Whether an attempt at this intent would not be held back by a halt, a throttle or a brake. */
    boolean admits(Intent intent) {
        return gate.admits() && brakes.of(intent.application()).admits();
    }

    /** Takes a place for one attempt at this intent; every {@code true} must be followed by one {@code leave}. */
    boolean tryEnter(Intent intent) {
        Brake brake = brakes.of(intent.application());
        if (!brake.tryEnter(intent.key())) {
            return false;
        }
        if (!gate.tryEnter(intent.key())) {
            brake.leave(intent.key());
            return false;
        }
        return true;
    }

    /** Whether an attempt that has its place may still be made: others have shown since what holds it back. */
    boolean stillAdmits(Intent intent) {
        return gate.stillAdmits(intent.key()) && brakes.of(intent.application()).stillAdmits(intent.key());
    }

    void leave(Intent intent) {
        try {
            gate.leave(intent.key());
        } finally {
            brakes.of(intent.application()).leave(intent.key());
        }
    }

    void leave(Intent intent, Outcome outcome) {
        try {
            gate.leave(intent.key(), outcome);
        } finally {
            brakes.of(intent.application()).leave(intent.key(), outcome);
        }
    }

    /** The upstream was not asked; the intent was refused before. */
    void leaveUnsent(Intent intent, Outcome.Rejected refused) {
        try {
            gate.leave(intent.key());
        } finally {
            brakes.of(intent.application()).leave(intent.key(), refused);
        }
    }
}
