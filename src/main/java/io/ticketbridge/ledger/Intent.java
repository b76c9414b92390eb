package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One wish for one ticket, as the ledger holds it now.
 *
 * @param revision 1, and one more for each corrected content
 * @param notBefore for {@code waiting}: no attempt before; for {@code unknown}: no probe before; otherwise its
 *     acceptance
 * @param attempts wire requests made
 * @param charged those of them that count against {@code retry.max-attempts}
 * @param probes complete lists since the last attempt that did not show its ticket
 * @param parked {@code unknown} with no further probe planned
 * @param possibleDouble the upstream may hold two tickets for this intent
 * @param evidence what a delivery rests on: {@code answer}, {@code correlation}, {@code content} or {@code operator}
 * @param settledAt when it came to rest
 */
public record Intent(
        String key,
        String door,
        Upstream upstream,
        String application,
        Optional<String> account,
        State state,
        int revision,
        String contentHash,
        Instant createdAt,
        Instant updatedAt,
        Instant notBefore,
        int attempts,
        int charged,
        int probes,
        boolean parked,
        boolean possibleDouble,
        Optional<Reason> reason,
        OptionalLong ticketId,
        Optional<String> evidence,
        Optional<BatchRow> row,
        Optional<Instant> settledAt) {

    /** The same, claimed for one more attempt. */
    Intent sending(Instant now) {
        return new Intent(
                key,
                door,
                upstream,
                application,
                account,
                State.SENDING,
                revision,
                contentHash,
                createdAt,
                now,
                createdAt,
                attempts + 1,
                charged,
                probes,
                parked,
                possibleDouble,
                reason,
                ticketId,
                evidence,
                row,
                settledAt);
    }

    /** The same, brought to its rest by the answer to its last attempt. */
    Intent delivered(Instant now, Settlement.Delivered delivery, boolean charge) {
        return new Intent(
                key,
                door,
                upstream,
                application,
                account,
                State.DELIVERED,
                revision,
                contentHash,
                createdAt,
                now,
                createdAt,
                attempts,
                charged + (charge ? 1 : 0),
                0,
                false,
                possibleDouble,
                Optional.empty(),
                OptionalLong.of(delivery.ticketId()),
                Optional.of(delivery.evidence()),
                row,
                Optional.of(now));
    }

    /** Whether nothing more happens to it without a person. */
    public boolean rests() {
        return state.isFinal() || (state == State.UNKNOWN && parked);
    }

    /** Whether it is in the same state, of the same content, and after the same attempts. */
    boolean isSameAttemptAs(Intent other) {
        return key.equals(other.key)
                && state == other.state
                && revision == other.revision
                && attempts == other.attempts;
    }
}
