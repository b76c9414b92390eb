package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One wire request of an intent.
 *
 * @param revision of the content it sent
 * @param leaseUntil it was over by then, whether its result is known or not
 * @param result absent while it is under way or when the process died with it
 */
public record Attempt(
        String key,
        int number,
        int revision,
        Instant startedAt,
        Instant leaseUntil,
        String mappingFingerprint,
        Optional<AttemptResult> result) {

    private static final Set<String> MAY_HAVE_CREATED = Set.of("unknown", "delivered");

    /** Whether it may have created a ticket that the ledger does not show with its intent. */
    public boolean isUnresolved() {
        return result.map(shown -> MAY_HAVE_CREATED.contains(shown.outcome())).orElse(true);
    }
}
