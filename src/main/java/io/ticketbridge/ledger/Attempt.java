package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;

/** One wire request of an intent; {@code result} is absent while it is under way or when the process died with it. */
public record Attempt(
        String key, int number, Instant startedAt, String mappingFingerprint, Optional<AttemptResult> result) {}
