package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One wire request, kept for ever. Without a result it is under way, or the process died with it. */
public record Attempt(
        String key, int number, Instant startedAt, String mappingFingerprint, Optional<AttemptResult> result) {

    private static final Set<String> MAY_HAVE_CREATED = Set.of("unknown", "delivered");

    /** Whether it may have created a ticket that the ledger does not show with its intent. */
    public boolean isUnresolved() {
        return result.map(shown -> MAY_HAVE_CREATED.contains(shown.outcome())).orElse(true);
    }
}
