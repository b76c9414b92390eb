package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a settlement makes of an intent's row.
 *
 * @param notBefore empty = its acceptance
 */
record Landing(
        State state,
        Optional<Instant> notBefore,
        boolean parked,
        boolean possibleDouble,
        Optional<Reason> reason,
        OptionalLong ticketId,
        Optional<String> evidence) {

    private static final String UPDATE = "UPDATE intent SET state = ?, updated_at = ?,"
            + " not_before = COALESCE(?, accepted_at), charged = charged + ?, probes = probes * ?, parked = ?,"
            + " possible_double = CASE WHEN possible_double = 1 OR ? = 1 THEN 1 ELSE 0 END, reason_code = ?,"
            + " reason_text = ?, ticket_id = ?, evidence = ?, settled_at = ?, lease_until = NULL, second_look_at = NULL"
            + " WHERE key = ?";

    private static final String WRITE = UPDATE + " RETURNING " + IntentRows.RETURNED;

    private static final String WRITE_KNOWN =
            UPDATE + " AND state = 'sending' AND attempts = ? AND updated_at = ? AND possible_double = 0";

    static Landing of(Settlement settlement) {
        if (settlement instanceof Settlement.Delivered delivered) {
            return new Landing(
                    State.DELIVERED,
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    OptionalLong.of(delivered.ticketId()),
                    Optional.of(delivered.evidence()));
        }
        if (settlement instanceof Settlement.Waiting waiting) {
            return new Landing(
                    State.WAITING,
                    Optional.of(waiting.notBefore()),
                    false,
                    waiting.possibleDouble(),
                    Optional.of(waiting.reason()),
                    OptionalLong.empty(),
                    Optional.empty());
        }
        if (settlement instanceof Settlement.Unknown unknown) {
            return withoutTicket(
                    State.UNKNOWN, unknown.probeAt(), unknown.probeAt().isEmpty(), unknown.reason());
        }
        if (settlement instanceof Settlement.Rejected rejected) {
            return withoutTicket(State.REJECTED, Optional.empty(), false, rejected.reason());
        }
        Settlement.Dead dead = (Settlement.Dead) settlement;
        return withoutTicket(State.DEAD, Optional.empty(), false, dead.reason());
    }

    private static Landing withoutTicket(State state, Optional<Instant> notBefore, boolean parked, Reason reason) {
        return new Landing(
                state, notBefore, parked, false, Optional.of(reason), OptionalLong.empty(), Optional.empty());
    }

    boolean rests() {
        return state.isFinal() || parked;
    }

    /** The event's type: the state's name, or {@code parked}. */
    String told() {
        return parked ? "parked" : state.label();
    }

    /** @return the intent as it is now */
    Intent write(Transaction transaction, String key, boolean charged, boolean newAttempt) throws SQLException {
        Object[] values = values(transaction, key, charged, newAttempt);
        return transaction.sql().first(WRITE, IntentRows::read, values).orElseThrow();
    }

    /** Writes only while the intent's row is as its claim left it. @return whether it was */
    boolean writeIfUntouched(Transaction transaction, Intent claimed, boolean charged) throws SQLException {
        Object[] values = values(transaction, claimed.key(), charged, true);
        Object[] guarded = Arrays.copyOf(values, values.length + 2);
        guarded[values.length] = claimed.attempts();
        guarded[values.length + 1] = claimed.updatedAt().toEpochMilli();
        return transaction.sql().update(WRITE_KNOWN, guarded) == 1;
    }

    private Object[] values(Transaction transaction, String key, boolean charged, boolean newAttempt) {
        return new Object[] {
            state.label(),
            transaction.millis(),
            Columns.millisOrNull(notBefore),
            charged ? 1 : 0,
            newAttempt ? 0 : 1,
            parked,
            possibleDouble,
            reason.map(Reason::code).orElse(null),
            reason.map(Reason::text).orElse(null),
            Columns.orNull(ticketId),
            evidence.orElse(null),
            rests() ? (Long) transaction.millis() : null,
            key
        };
    }
}
