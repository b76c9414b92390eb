package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which tickets a person wants listed; all that is present must hold.
 *
 * @param states any of them; empty = any at all
 * @param parked only those that wait for a person
 * @param possibleDouble only those of which the upstream may hold two tickets
 * @param since came in then or later
 */
public record TicketFilter(
        Set<State> states, boolean parked, boolean possibleDouble, Optional<Instant> since, TicketOrigin origin) {

    public TicketFilter {
        states = Set.copyOf(states);
    }
}
