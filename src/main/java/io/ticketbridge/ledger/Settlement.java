package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;

/** Where an intent goes after an attempt or a probe. */
public sealed interface Settlement {

    /** @param evidence {@code answer}, {@code correlation}, {@code content} or {@code operator} */
    record Delivered(long ticketId, String evidence) implements Settlement {}

    record Rejected(Reason reason) implements Settlement {}

    /** @param possibleDouble set when a resend follows an unknown that no probe could resolve; never cleared */
    record Waiting(Instant notBefore, Reason reason, boolean possibleDouble) implements Settlement {}

    /** @param probeAt the next probe; empty = parked */
    record Unknown(Optional<Instant> probeAt, Reason reason) implements Settlement {}

    record Dead(Reason reason) implements Settlement {}
}
