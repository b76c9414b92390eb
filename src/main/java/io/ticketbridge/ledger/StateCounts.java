package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts intents for {@code status}, each from an index of its own. */
final class StateCounts {

    private StateCounts() {}

    private record Count(String door, State state, long number) {}

    static Inspection.Standing standing(Sql sql, Instant now) throws SQLException {
        Map<Upstream, Inspection.Counts> apart = new EnumMap<>(Upstream.class);
        for (Upstream upstream : Upstream.values()) {
            if (!sql.any("SELECT 1 FROM intent WHERE upstream = ? LIMIT 1", upstream.label())) {
                return new Inspection.Standing(read(sql, now, Optional.empty()), Map.of());
            }
        }
        for (Upstream upstream : Upstream.values()) {
            apart.put(upstream, read(sql, now, Optional.of(upstream)));
        }
        return new Inspection.Standing(read(sql, now, Optional.empty()), Collections.unmodifiableMap(apart));
    }

    /** @param only of this upstream; empty = of all */
    static Inspection.Counts read(Sql sql, Instant now, Optional<Upstream> only) throws SQLException {
        String of =
                only.map(upstream -> "upstream = '" + upstream.label() + "'").orElse("1 = 1");
        Map<String, Map<State, Long>> byDoor = new TreeMap<>();
        for (Count count : sql.all(
                "SELECT door, state, COUNT(*) FROM intent WHERE " + of + " GROUP BY door, state",
                row -> new Count(row.getString(1), State.ofLabel(row.getString(2)), row.getLong(3)))) {
            byDoor.computeIfAbsent(count.door(), door -> allZero()).put(count.state(), count.number());
        }
        return new Inspection.Counts(
                Collections.unmodifiableMap(byDoor),
                number(sql, "SELECT COUNT(*) FROM intent WHERE parked = 1 AND " + of),
                number(sql, "SELECT COUNT(*) FROM intent WHERE possible_double = 1 AND " + of),
                number(
                        sql,
                        "SELECT COUNT(*) FROM intent WHERE possible_double = 1 AND reason_code = '" + SecondLooks.FOUND
                                + "' AND " + of),
                oldestWaitingSeconds(sql, now, of));
    }

    private static Map<State, Long> allZero() {
        Map<State, Long> zeros = new EnumMap<>(State.class);
        for (State state : State.values()) {
            zeros.put(state, 0L);
        }
        return zeros;
    }

    private static long number(Sql sql, String query) throws SQLException {
        return sql.first(query, row -> row.getLong(1)).orElseThrow();
    }

    private static OptionalLong oldestWaitingSeconds(Sql sql, Instant now, String of) throws SQLException {
        Optional<Object> oldest = sql.first(
                "SELECT MIN(accepted_at) FROM (SELECT MIN(accepted_at) AS accepted_at FROM intent"
                        + " WHERE state IN ('accepted', 'waiting') AND " + of
                        + " UNION ALL SELECT MIN(accepted_at) FROM intent"
                        + " WHERE state = 'unknown' AND parked = 0 AND " + of + ") AS open",
                row -> row.getObject(1));
        if (oldest.isEmpty()) {
            return OptionalLong.empty();
        }
        long age = now.toEpochMilli() - ((Number) oldest.get()).longValue();
        return OptionalLong.of(Math.max(0, age / 1_000));
    }
}
