package io.ticketbridge.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes and reads audit events. */
final class EventRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER = JSON.readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    private static final String COLUMNS = "e.id, e.at, e.type, e.key, e.details";

    private EventRows() {}

    static void append(Transaction transaction, String type, String key, Details details) {
        append(transaction, type, Optional.of(key), details.map());
    }

    static void append(Transaction transaction, String type, Optional<String> key, Map<String, Object> details) {
        transaction.events().add(transaction.millis(), type, key.orElse(null), written(details));
    }

    static List<AuditTrail.Event> of(Sql sql, String key) throws SQLException {
        return sql.all("SELECT " + COLUMNS + " FROM event e WHERE e.key = ? ORDER BY e.id", EventRows::read, key);
    }

    static List<AuditTrail.Event> pending(Sql sql, String sink, int limit) throws SQLException {
        return sql.all(
                "SELECT " + COLUMNS + " FROM audit_pending p JOIN event e ON e.id = p.event_id"
                        + " WHERE p.sink = ? ORDER BY p.event_id LIMIT ?",
                EventRows::read,
                sink,
                limit);
    }

    static List<AuditTrail.Event> find(Sql sql, List<IdRange> ranges) throws SQLException {
        List<AuditTrail.Event> found = new ArrayList<>();
        for (IdRange range : ranges) {
            found.addAll(sql.all(
                    "SELECT " + COLUMNS + " FROM event e WHERE e.id BETWEEN ? AND ? ORDER BY e.id",
                    EventRows::read,
                    range.first(),
                    range.last()));
        }
        return found;
    }

    private static AuditTrail.Event read(ResultSet row) throws SQLException {
        return new AuditTrail.Event(
                row.getLong(1),
                Columns.instant(row, 2),
                row.getString(3),
                Columns.text(row, 4),
                parsed(row.getString(5)));
    }

    private static String written(Map<String, Object> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Details of an audit event must be plain values and lists of them", e);
        }
    }

    private static Map<String, Object> parsed(String details) {
        try {
            return READER.readValue(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An audit event in the ledger holds no JSON object", e);
        }
    }
}
