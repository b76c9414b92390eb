package io.ticketbridge.ledger;

/** A key that may be worth a claim. Losing one costs time, never a ticket. */
public record Hint(String key, String door) {}
