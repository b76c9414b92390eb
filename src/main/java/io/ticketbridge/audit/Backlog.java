package io.ticketbridge.audit;

import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.AuditTrail.ChainEnd;
import io.ticketbridge.ledger.AuditTrail.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the ledger still has to tell one sink. */
interface Backlog {

    /** The oldest events not yet marked, in order. */
    List<Event> pending(int limit);

    /** Marks events as relayed and keeps the chain's end, in one commit. */
    void relayed(Collection<Long> eventIds, ChainEnd end);

    Optional<ChainEnd> chainEnd();

    /** Whether this engine is the one that relays now. */
    default boolean isMyTurn() {
        return true;
    }

    /** Lets another engine relay. */
    default void passTurn() {}

    /** @param chain where this engine writes the sink's records; named as the sink where that has only one */
    static Backlog of(AuditTrail trail, String sink, String chain) {
        return new Backlog() {
            @Override
            public List<Event> pending(int limit) {
                return trail.pending(sink, limit);
            }

            @Override
            public void relayed(Collection<Long> eventIds, ChainEnd end) {
                trail.relayed(sink, chain, eventIds, end);
            }

            @Override
            public Optional<ChainEnd> chainEnd() {
                return trail.chainEnd(chain);
            }

            @Override
            public boolean isMyTurn() {
                return trail.hasTurn(sink);
            }

            @Override
            public void passTurn() {
                trail.passTurn(sink);
            }
        };
    }
}
