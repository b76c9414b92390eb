package io.ticketbridge.ledger;

/**
 * Why an intent is where it is.
 *
 * @param code a stable word for programs, such as {@code MissingParameter} or {@code Cancelled}
 * @param text one sentence for people: what is wrong, where, what to do; never a secret or a personal datum
 */
public record Reason(String code, String text) {}
