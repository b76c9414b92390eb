package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of {@code intent} that a replay reads and writes. */
final class ReplayRows {

    /** What a person wants sent, its batch does not hold back. */
    private static final String AGAIN = "UPDATE intent SET state = ?, accepted_at = ?, updated_at = ?, not_before = ?,"
            + " charged = 0, probes = 0, parked = 0, reason_code = ?, reason_text = ?, settled_at = NULL,"
            + " lease_until = NULL, held_by = CASE WHEN EXISTS (SELECT 1 FROM batch b WHERE b.id = intent.held_by"
            + " AND b.control <> 'running') THEN '' ELSE held_by END WHERE key = ?";

    private ReplayRows() {}

    static List<Intent> select(Sql sql, Replays.Selection selection, String after, int most) throws SQLException {
        String resting =
                selection.resting().stream().sorted().map(ReplayRows::condition).collect(Collectors.joining(" OR "));
        return new IntentQuery()
                .and("i.key > ?", after)
                .and(resting)
                .andIfPresent("i.settled_at >= ?", selection.since().map(Instant::toEpochMilli))
                .of(selection.origin())
                .and("i.reason_code IS NULL OR i.reason_code <> ?", Replays.REPLACED)
                .first(sql, most, "i.key");
    }

    private static String condition(Replays.Resting resting) {
        return switch (resting) {
            case REJECTED -> "i.state = 'rejected'";
            case DEAD -> "i.state = 'dead'";
            case PARKED -> "i.parked = 1";
        };
    }

    /** Accepted again: a new age, nothing charged, and the request made anew. */
    static void accept(Transaction transaction, String key) throws SQLException {
        write(transaction, key, State.ACCEPTED, null, null);
        BodyRows.forgetRequest(transaction.sql(), key);
    }

    /** Unknown, its probe due now. */
    static void lookFor(Transaction transaction, String key, Reason reason) throws SQLException {
        write(transaction, key, State.UNKNOWN, reason.code(), reason.text());
    }

    private static void write(Transaction transaction, String key, State state, String code, String text)
            throws SQLException {
        long now = transaction.millis();
        transaction.sql().update(AGAIN, state.label(), now, now, now, code, text, key);
        ReplyRows.notDueYet(transaction.sql(), key);
    }
}
