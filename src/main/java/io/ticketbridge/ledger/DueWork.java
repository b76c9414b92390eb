package io.ticketbridge.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds what is due: intents to send, leases that ended, probes. */
final class DueWork {

    private static final String CLAIMABLE = "state IN ('accepted', 'waiting')";

    /**
     * From lane to lane in the order of the index, one seek each. A comparison of whole rows would say it in one
     * statement, but SQLite then walks all of the lane it comes from.
     */
    private static final String LANES = "SELECT door, upstream, application FROM intent WHERE " + CLAIMABLE;

    private static final String NEXT_APPLICATION =
            LANES + " AND door = ? AND upstream = ? AND application > ? ORDER BY application LIMIT 1";

    private static final String NEXT_UPSTREAM =
            LANES + " AND door = ? AND upstream > ? ORDER BY upstream, application LIMIT 1";

    private static final String NEXT_DOOR = LANES + " AND door > ? ORDER BY door, upstream, application LIMIT 1";

    private static final String DUE_IN_LANE =
            "SELECT key, batch FROM intent WHERE door = ? AND upstream = ? AND application = ? AND " + CLAIMABLE
                    + " AND not_before <= ? ORDER BY accepted_at LIMIT ?";

    private static final Reason LEASE_ENDED = new Reason(
            "LeaseEnded",
            "The attempt ended without a result, because the process stopped or took too long; the upstream is asked"
                    + " whether the ticket is there.");

    private DueWork() {}

    private record Lane(String door, String upstream, String application) {

        boolean isShut(Set<String> scopes) {
            return scopes.contains(upstream) || scopes.contains(upstream + "/" + application);
        }
    }

    /** @param rank its place in its lane: the lanes of a door are served in turn */
    private record Due(Hint hint, boolean ofBatch, int rank) {}

    static List<Hint> claimable(Sql sql, long now, int perLane, Set<String> shut, Set<String> doors)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        Optional<Lane> lane = nextLane(sql, new Lane("", "", ""));
        while (lane.isPresent()) {
            if (!doors.contains(lane.get().door()) && !lane.get().isShut(shut)) {
                due.addAll(inLane(sql, lane.get(), now, perLane));
            }
            lane = nextLane(sql, lane.get());
        }
        return due.stream()
                .sorted(Comparator.comparing(Due::ofBatch).thenComparing(Due::rank))
                .map(Due::hint)
                .toList();
    }

    private static List<Due> inLane(Sql sql, Lane lane, long now, int most) throws SQLException {
        AtomicInteger rank = new AtomicInteger();
        return sql.all(
                DUE_IN_LANE,
                row -> new Due(
                        new Hint(row.getString(1), lane.door()), row.getString(2) != null, rank.getAndIncrement()),
                lane.door(),
                lane.upstream(),
                lane.application(),
                now,
                most);
    }

    private static Optional<Lane> nextLane(Sql sql, Lane after) throws SQLException {
        Optional<Lane> next =
                sql.first(NEXT_APPLICATION, DueWork::lane, after.door(), after.upstream(), after.application());
        if (next.isEmpty()) {
            next = sql.first(NEXT_UPSTREAM, DueWork::lane, after.door(), after.upstream());
        }
        return next.isPresent() ? next : sql.first(NEXT_DOOR, DueWork::lane, after.door());
    }

    private static Lane lane(ResultSet row) throws SQLException {
        return new Lane(row.getString(1), row.getString(2), row.getString(3));
    }

    /** @param all whether a lease that still runs was left by a dead process too */
    static List<Intent> expireLeases(Transaction transaction, boolean all, Duration settle) throws SQLException {
        long endedBefore = all ? Long.MAX_VALUE : transaction.millis();
        List<Intent> ended = transaction
                .sql()
                .all(
                        IntentRows.SELECT + "WHERE i.state = 'sending' AND i.lease_until < ? ORDER BY i.key"
                                + transaction.dialect().forUpdateSkipLocked(),
                        IntentRows::read,
                        endedBefore);
        Instant probeAt = transaction.now().plus(settle);
        List<Intent> unknown = new ArrayList<>(ended.size());
        for (Intent intent : ended) {
            unknown.add(new Transitions(transaction)
                    .move(
                            intent,
                            new Settlement.Unknown(Optional.of(probeAt), LEASE_ENDED),
                            new Transitions.Cause("lease ended", true, true)));
        }
        return unknown;
    }

    static List<Intent> probesDue(Sql sql, Upstream upstream, long now, int limit) throws SQLException {
        return sql.all(
                IntentRows.SELECT
                        + "WHERE i.state = 'unknown' AND i.parked = 0 AND i.upstream = ? AND i.not_before <= ?"
                        + " ORDER BY i.not_before LIMIT ?",
                IntentRows::read,
                upstream.label(),
                now,
                limit);
    }
}
