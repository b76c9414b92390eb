package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The lanes in which intents wait to be claimed: one for each door, upstream, application and batch that holds back.
 *
 * <p>From lane to lane in the order of the index, one seek each. A comparison of whole rows would say it in one
 * statement, but SQLite then walks all of the lane it comes from.
 */
final class Lanes {

    /** The condition of the index that these seeks use. */
    static final String CLAIMABLE = "state IN ('accepted', 'waiting')";

    private static final String LANE = "SELECT door, upstream, application, held_by FROM intent WHERE " + CLAIMABLE;

    private static final String NEXT_HELD_BY =
            LANE + " AND door = ? AND upstream = ? AND application = ? AND held_by > ? ORDER BY held_by LIMIT 1";

    private static final String NEXT_APPLICATION =
            LANE + " AND door = ? AND upstream = ? AND application > ? ORDER BY application, held_by LIMIT 1";

    private static final String NEXT_UPSTREAM =
            LANE + " AND door = ? AND upstream > ? ORDER BY upstream, application, held_by LIMIT 1";

    private static final String NEXT_DOOR =
            LANE + " AND door > ? ORDER BY door, upstream, application, held_by LIMIT 1";

    private Lanes() {}

    /** @param heldBy the batch whose switch holds it back, or empty text */
    record Lane(String door, String upstream, String application, String heldBy) {}

    static Optional<Lane> first(Sql sql) throws SQLException {
        return sql.first(NEXT_DOOR, Lanes::lane, "");
    }

    static Optional<Lane> after(Sql sql, Lane lane) throws SQLException {
        Optional<Lane> next =
                sql.first(NEXT_HELD_BY, Lanes::lane, lane.door(), lane.upstream(), lane.application(), lane.heldBy());
        if (next.isEmpty()) {
            next = sql.first(NEXT_APPLICATION, Lanes::lane, lane.door(), lane.upstream(), lane.application());
        }
        if (next.isEmpty()) {
            next = sql.first(NEXT_UPSTREAM, Lanes::lane, lane.door(), lane.upstream());
        }
        return next.isPresent() ? next : sql.first(NEXT_DOOR, Lanes::lane, lane.door());
    }

    /** Of all that waits in a lane, due or not, the oldest. */
    static List<String> keys(Sql sql, Lane lane, int most) throws SQLException {
        return sql.all(
                "SELECT key FROM intent WHERE door = ? AND upstream = ? AND application = ? AND held_by = ? AND "
                        + CLAIMABLE + " ORDER BY accepted_at LIMIT ?",
                row -> row.getString(1),
                lane.door(),
                lane.upstream(),
                lane.application(),
                lane.heldBy(),
                most);
    }

    private static Lane lane(ResultSet row) throws SQLException {
        return new Lane(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
