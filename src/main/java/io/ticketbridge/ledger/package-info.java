/**
 * The durable store of intents, identities, attempts, positions and audit events: the single source of truth. Knows
 * nothing of doors, mapping or the upstream; content and requests are bytes to it.
 */
package io.ticketbridge.ledger;
