package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Looks for intents by conditions that must all hold. Not thread-safe. */
final class IntentQuery {

    private final StringBuilder text = new StringBuilder(IntentRows.SELECT).append("WHERE 1 = 1");
    private final List<Object> values = new ArrayList<>();

    /** @param condition on {@code intent i} */
    IntentQuery and(String condition, Object... given) {
        text.append(" AND (").append(condition).append(')');
        Collections.addAll(values, given);
        return this;
    }

    IntentQuery andIfPresent(String condition, Optional<?> given) {
        given.ifPresent(value -> and(condition, value));
        return this;
    }

    IntentQuery of(TicketOrigin origin) {
        return andIfPresent("i.batch = ?", origin.batch())
                .andIfPresent("i.door = ?", origin.door())
                .andIfPresent("i.application = ?", origin.application());
    }

    /** @param order column names, ascending unless they say otherwise */
    List<Intent> first(Sql sql, int most, String order) throws SQLException {
        values.add(most);
        return sql.all(text + " ORDER BY " + order + " LIMIT ?", IntentRows::read, values.toArray());
    }
}
