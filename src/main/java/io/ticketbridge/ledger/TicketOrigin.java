package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * Where tickets come from; all that is present must hold.
 *
 * @param batch the id of a batch
 */
public record TicketOrigin(Optional<String> batch, Optional<String> door, Optional<String> application) {}
