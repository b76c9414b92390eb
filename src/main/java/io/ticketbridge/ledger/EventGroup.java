package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit events of one commit group, in the order they were told. They are written together, at the end of the group
 * and in its transaction: nothing in it reads them. Not thread-safe.
 */
final class EventGroup {

    private final Dialect dialect;
    private final Sql sql;
    private final List<Object[]> events = new ArrayList<>();

    EventGroup(Dialect dialect, Sql sql) {
        this.dialect = dialect;
        this.sql = sql;
    }

    void add(long at, String type, String key, String details) {
        events.add(new Object[] {at, type, key, details});
    }

    /** Writes what was told since the last call, for the sinks that are registered now. */
    void write() throws SQLException {
        if (!events.isEmpty()) {
            dialect.appendEvents(sql, events);
            events.clear();
        }
    }
}
