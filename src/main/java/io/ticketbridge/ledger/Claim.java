package io.ticketbridge.ledger;

import java.time.Instant;

/**
 * The durable right to make one attempt.
 *
 * @param attempt its number, from 1
 * @param startedAt when it was claimed, by the ledger's clock
 * @param leaseUntil nobody may write the first byte after it
 */
public record Claim(Intent intent, int attempt, Payload.FrozenRequest request, Instant startedAt, Instant leaseUntil) {}
