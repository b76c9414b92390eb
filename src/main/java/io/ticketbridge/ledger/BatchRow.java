package io.ticketbridge.ledger;

/** @param row the record's number in its file, 1 = the first record after any header */
public record BatchRow(String batch, long row) {}
