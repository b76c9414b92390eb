package io.ticketbridge.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Attempts, kept for ever, and what the upstream answered to them. */
final class AttemptRows {

    private static final String RECORD =
            "UPDATE attempt SET started_at = ?, ended_at = ?, progress = ?, status = ?, error_code = ?,"
                    + " error_text = ?, outcome = ?, charged = ?, rule = ?, failure = ?, retry_after = ?, token_generation = ?"
                    + " WHERE key = ? AND number = ? AND ended_at IS NULL";

    private static final String MEAN = "SELECT AVG(a.ended_at - a.started_at) FROM (SELECT key, started_at, ended_at"
            + " FROM attempt WHERE status IS NOT NULL ORDER BY key DESC, number DESC LIMIT 1000) a"
            + " JOIN intent i ON i.key = a.key WHERE i.upstream = ?";

    private AttemptRows() {}

    static void start(Transaction transaction, Intent intent, Instant leaseUntil, String mapping) throws SQLException {
        transaction
                .sql()
                .update(
                        "INSERT INTO attempt (key, number, revision, started_at, lease_until, mapping)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        intent.key(),
                        intent.attempts(),
                        intent.revision(),
                        transaction.millis(),
                        leaseUntil.toEpochMilli(),
                        mapping);
    }

    /** @return false = this attempt's result is already recorded */
    static boolean record(Sql sql, Claim claim, AttemptResult result) throws SQLException {
        String key = claim.intent().key();
        int recorded = sql.update(
                RECORD,
                result.startedAt().toEpochMilli(),
                result.endedAt().toEpochMilli(),
                result.progress(),
                Columns.orNull(result.status()),
                Columns.orNull(result.errorCode()),
                result.errorText().orElse(null),
                result.outcome(),
                result.charged(),
                result.rule(),
                result.failure().orElse(null),
                result.retryAfter().orElse(null),
                result.tokenGeneration(),
                key,
                claim.attempt());
        if (recorded == 1 && result.response().length > 0) {
            sql.update(
                    "INSERT INTO response (key, number, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    key,
                    claim.attempt(),
                    result.response());
        }
        return recorded == 1;
    }

    /** The {@code answered} event's details: all that is to know of an answer, in one record. */
    static Details told(Claim claim, AttemptResult result, OptionalLong ticketId, boolean late) {
        Details details = new Details()
                .with("door", claim.intent().door())
                .with("upstream", claim.intent().upstream().label())
                .with("attempt", claim.attempt())
                .with("status", result.status())
                .with("errorCode", result.errorCode())
                .with("errorText", result.errorText())
                .with("outcome", result.outcome())
                .with("charged", result.charged())
                .with("rule", result.rule())
                .with("failure", result.failure());
        if (ticketId.isPresent()) {
            details.with("ticketId", ticketId.getAsLong());
        }
        if (result.response().length > 0) {
            details.with("response", new String(result.response(), StandardCharsets.UTF_8));
        }
        details.with(
                "durationMs",
                result.endedAt().toEpochMilli() - result.startedAt().toEpochMilli());
        return late ? details.with("late", true) : details;
    }

    /** Over the attempts of the newest intents; keys rise with time. */
    static Optional<Duration> meanAnswerTime(Sql sql, Upstream upstream) throws SQLException {
        return sql.first(MEAN, row -> Columns.optionalLong(row, 1), upstream.label()).stream()
                .flatMapToLong(OptionalLong::stream)
                .mapToObj(Duration::ofMillis)
                .findFirst();
    }

    /** Whether an attempt may have created a ticket that nobody knows of. */
    static boolean hasUnresolved(Sql sql, String key) throws SQLException {
        return sql.any(
                "SELECT 1 FROM attempt WHERE key = ? AND (ended_at IS NULL OR outcome = 'unknown' OR outcome ="
                        + " 'delivered')",
                key);
    }

    static List<Attempt> of(Sql sql, String key) throws SQLException {
        return sql.all(
                "SELECT a.key, a.number, a.started_at, a.mapping, a.ended_at, a.progress, a.status, a.error_code,"
                        + " a.error_text, a.outcome, a.charged, a.rule, a.failure, r.body, a.retry_after,"
                        + " a.token_generation, a.revision, a.lease_until FROM attempt a"
                        + " LEFT JOIN response r ON r.key = a.key AND r.number = a.number"
                        + " WHERE a.key = ? ORDER BY a.number",
                row -> new Attempt(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(17),
                        Columns.instant(row, 3),
                        Columns.instant(row, 18),
                        row.getString(4),
                        result(row)),
                key);
    }

    private static Optional<AttemptResult> result(ResultSet row) throws SQLException {
        Optional<Instant> endedAt = Columns.optionalInstant(row, 5);
        if (endedAt.isEmpty()) {
            return Optional.empty();
        }
        byte[] response = row.getBytes(14);
        return Optional.of(new AttemptResult(
                Columns.instant(row, 3),
                endedAt.get(),
                row.getString(6),
                Columns.optionalInt(row, 7),
                Columns.optionalInt(row, 8),
                Columns.text(row, 9),
                row.getString(10),
                row.getInt(11) != 0,
                row.getString(12),
                Columns.text(row, 13),
                response == null ? new byte[0] : response,
                Columns.text(row, 15),
                row.getLong(16)));
    }
}
