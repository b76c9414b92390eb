package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;

/** Replies that queue callers asked for. */
final class ReplyRows {

    private ReplyRows() {}

    /** Notes the wish; the reply is due at once when the intent already rests. Asked twice, it stays one reply. */
    static void ask(Sql sql, String key, ReplyAddress address, boolean rests) throws SQLException {
        sql.update(
                "INSERT INTO reply (key, destination, correlation_id, due) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                key,
                address.destination(),
                address.correlationId().orElse(""),
                rests);
    }

    static void nowDue(Sql sql, String key) throws SQLException {
        sql.update("UPDATE reply SET due = 1 WHERE key = ? AND due = 0", key);
    }

    /** A reply that was not sent yet waits for the intent's next rest. */
    static void notDueYet(Sql sql, String key) throws SQLException {
        sql.update("UPDATE reply SET due = 0 WHERE key = ? AND sent_at IS NULL", key);
    }

    static void sent(Transaction transaction, String key, ReplyAddress address) throws SQLException {
        transaction
                .sql()
                .update(
                        "UPDATE reply SET sent_at = ? WHERE key = ? AND destination = ? AND correlation_id = ?",
                        transaction.millis(),
                        key,
                        address.destination(),
                        address.correlationId().orElse(""));
    }

    static ReplyAddress address(String destination, String correlationId) {
        return new ReplyAddress(destination, correlationId.isEmpty() ? Optional.empty() : Optional.of(correlationId));
    }
}
