package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which upstream ticket belongs to which intent: the primary key lets no two intents have the same. */
final class TicketRows {

    private TicketRows() {}

    /** Binds the ticket to the intent. @return the other intent that already has it */
    static Optional<String> bind(Sql sql, Intent intent, long ticketId) throws SQLException {
        return bindIfFree(sql, intent, ticketId)
                ? Optional.empty()
                : holder(sql, intent.upstream(), ticketId).filter(key -> !key.equals(intent.key()));
    }

    /** @return false = an intent already has it, perhaps this one */
    static boolean bindIfFree(Sql sql, Intent intent, long ticketId) throws SQLException {
        return sql.update(
                        "INSERT INTO ticket (upstream, ticket_id, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        intent.upstream().label(),
                        ticketId,
                        intent.key())
                == 1;
    }

    static void release(Sql sql, Intent intent, long ticketId) throws SQLException {
        sql.update(
                "DELETE FROM ticket WHERE upstream = ? AND ticket_id = ?",
                intent.upstream().label(),
                ticketId);
    }

    static void rebind(Sql sql, Intent intent, long ticketId) throws SQLException {
        sql.update(
                "UPDATE ticket SET key = ? WHERE upstream = ? AND ticket_id = ?",
                intent.key(),
                intent.upstream().label(),
                ticketId);
    }

    static Optional<String> holder(Sql sql, Upstream upstream, long ticketId) throws SQLException {
        return sql.first(
                "SELECT key FROM ticket WHERE upstream = ? AND ticket_id = ?",
                row -> row.getString(1),
                upstream.label(),
                ticketId);
    }

    /** The first ticket of an intent. */
    static OptionalLong of(Sql sql, String key) throws SQLException {
        Optional<Long> first = sql.first(
                        "SELECT MIN(ticket_id) FROM ticket WHERE key = ?", row -> row.getObject(1), key)
                .map(value -> ((Number) value).longValue());
        return first.isPresent() ? OptionalLong.of(first.get()) : OptionalLong.empty();
    }

    /** The tickets of an intent beside this one. */
    static List<Long> beside(Sql sql, String key, long ticketId) throws SQLException {
        return sql.all(
                "SELECT ticket_id FROM ticket WHERE key = ? AND ticket_id <> ? ORDER BY ticket_id",
                row -> row.getLong(1),
                key,
                ticketId);
    }

    static List<String> keysOf(Sql sql, long ticketId) throws SQLException {
        return sql.all("SELECT key FROM ticket WHERE ticket_id = ?", row -> row.getString(1), ticketId);
    }
}
