package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies of intents: content and frozen request. */
final class BodyRows {

    private static final int AT_ONCE = 100;

    private static final String UNSENT = "SELECT " + IntentRows.COLUMNS_AGED + ", c.body FROM intent i"
            + " JOIN content c ON c.key = i.key WHERE i.key IN (?" + ", ?".repeat(AT_ONCE - 1)
            + ") AND i.attempts = 0 AND length(c.body) <= ?";

    private BodyRows() {}

    static void insertContent(Sql sql, String key, byte[] content) throws SQLException {
        sql.update("INSERT INTO content (key, body) VALUES (?, ?)", key, content);
    }

    static void copyContent(Sql sql, String from, String to) throws SQLException {
        sql.update("INSERT INTO content (key, body) SELECT ?, body FROM content WHERE key = ?", to, from);
    }

    /** The next attempt's request is made anew. */
    static void forgetRequest(Sql sql, String key) throws SQLException {
        sql.update("DELETE FROM request WHERE key = ?", key);
    }

    /** New content; what was frozen for the old one is dropped. */
    static void replaceContent(Sql sql, String key, byte[] content) throws SQLException {
        sql.update("UPDATE content SET body = ? WHERE key = ?", content, key);
        forgetRequest(sql, key);
    }

    /** Keeps the request, unless one is already frozen. @return the frozen one */
    static Payload.FrozenRequest freeze(Sql sql, String key, Payload.FrozenRequest request) throws SQLException {
        int written = sql.update(
                "INSERT INTO request (key, body, mapping, likeness) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                key,
                request.body(),
                request.mappingFingerprint(),
                request.likeness());
        return written == 1 ? request : frozen(sql, key).orElseThrow();
    }

    private static Optional<Payload.FrozenRequest> frozen(Sql sql, String key) throws SQLException {
        return sql.first(
                "SELECT body, mapping, likeness FROM request WHERE key = ?",
                row -> new Payload.FrozenRequest(row.getBytes(1), row.getString(2), row.getString(3)),
                key);
    }

    static Optional<Payload> find(Sql sql, String key) throws SQLException {
        Optional<byte[]> content = sql.first("SELECT body FROM content WHERE key = ?", row -> row.getBytes(1), key);
        return content.isEmpty() ? Optional.empty() : Optional.of(new Payload(content.get(), frozen(sql, key)));
    }

    /** Of these intents, those that were never sent and whose content is no larger, with it. */
    static Map<String, Deliveries.Candidate> unsent(Sql sql, List<String> keys, int largest) throws SQLException {
        Map<String, Deliveries.Candidate> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            Object[] values = new Object[AT_ONCE + 1];
            for (int i = 0; i < AT_ONCE; i++) {
                values[i] = keys.get(Math.min(from + i, keys.size() - 1));
            }
            values[AT_ONCE] = largest;
            sql.all(UNSENT, BodyRows::unsent, values)
                    .forEach(candidate -> found.put(candidate.intent().key(), candidate));
        }
        return found;
    }

    private static Deliveries.Candidate unsent(ResultSet row) throws SQLException {
        return new Deliveries.Candidate(
                IntentRows.read(row), new Payload(row.getBytes(IntentRows.COUNT + 1), Optional.empty()));
    }

    /** An intent that can be claimed at the given time, and its bodies, in one reading. */
    static Optional<Deliveries.Candidate> candidate(Sql sql, String key, long now) throws SQLException {
        return sql.first(
                "SELECT " + IntentRows.COLUMNS_AGED + ", c.body, r.body, r.mapping, r.likeness FROM intent i"
                        + " JOIN content c ON c.key = i.key LEFT JOIN request r ON r.key = i.key"
                        + " WHERE i.key = ? AND i.state IN ('accepted', 'waiting') AND i.not_before <= ? AND "
                        + IntentRows.NOT_HELD,
                row -> {
                    byte[] content = row.getBytes(IntentRows.COUNT + 1);
                    byte[] request = row.getBytes(IntentRows.COUNT + 2);
                    String mapping = row.getString(IntentRows.COUNT + 3);
                    String likeness = row.getString(IntentRows.COUNT + 4);
                    return new Deliveries.Candidate(
                            IntentRows.read(row),
                            new Payload(
                                    content,
                                    mapping == null
                                            ? Optional.empty()
                                            : Optional.of(new Payload.FrozenRequest(request, mapping, likeness))));
                },
                key,
                now);
    }
}
