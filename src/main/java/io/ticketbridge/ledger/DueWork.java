package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds what is due: intents to send, leases that ended, probes. */
final class DueWork {

    private static final String DUE_IN_LANE =
            "SELECT key, batch FROM intent WHERE door = ? AND upstream = ? AND application = ? AND held_by = ? AND "
                    + Lanes.CLAIMABLE + " AND not_before <= ? ORDER BY accepted_at LIMIT ?";

    private static final Reason LEASE_ENDED = new Reason(
            "LeaseEnded",
            "The attempt ended without a result, because the process stopped or took too long; the upstream is asked"
                    + " whether the ticket is there.");

    private DueWork() {}

    /** @param rank its place in its lane: the lanes of a door are served in turn */
    private record Due(Hint hint, boolean ofBatch, int rank) {}

    static List<Hint> claimable(Sql sql, long now, int perLane, Set<String> shut, Set<String> full)
            throws SQLException {
        Set<String> held = BatchTable.under(sql, EnumSet.of(Batches.Control.PAUSED, Batches.Control.CANCELLED));
        List<Due> due = new ArrayList<>();
        Optional<Lanes.Lane> lane = Lanes.first(sql);
        while (lane.isPresent()) {
            if (!full.contains(Hint.lane(lane.get().door(), lane.get().upstream()))
                    && !held.contains(lane.get().heldBy())
                    && !isShut(lane.get(), shut)) {
                due.addAll(inLane(sql, lane.get(), now, perLane));
            }
            lane = Lanes.after(sql, lane.get());
        }
        List<Hint> hints = due.stream()
                .sorted(Comparator.comparing(Due::ofBatch).thenComparing(Due::rank))
                .map(Due::hint)
                .toList();
        return withContent(sql, hints, perLane);
    }

    /** As many of each lane bring what would else be read for each of them; more than that are not queued at once. */
    private static List<Hint> withContent(Sql sql, List<Hint> hints, int perLane) throws SQLException {
        Map<String, Integer> ofLane = new HashMap<>();
        List<String> keys = hints.stream()
                .filter(hint -> ofLane.merge(hint.lane(), 1, Integer::sum) <= perLane)
                .map(Hint::key)
                .toList();
        Map<String, Deliveries.Candidate> unsent = BodyRows.unsent(sql, keys, Hint.LARGEST_CONTENT);
        return hints.stream()
                .map(hint ->
                        new Hint(hint.key(), hint.door(), hint.upstream(), Optional.ofNullable(unsent.get(hint.key()))))
                .toList();
    }

    private static boolean isShut(Lanes.Lane lane, Set<String> scopes) {
        return scopes.contains(lane.upstream()) || scopes.contains(lane.upstream() + "/" + lane.application());
    }

    private static List<Due> inLane(Sql sql, Lanes.Lane lane, long now, int most) throws SQLException {
        AtomicInteger rank = new AtomicInteger();
        Upstream upstream = Upstream.ofLabel(lane.upstream());
        return sql.all(
                DUE_IN_LANE,
                row -> new Due(
                        new Hint(row.getString(1), lane.door(), upstream),
                        row.getString(2) != null,
                        rank.getAndIncrement()),
                lane.door(),
                lane.upstream(),
                lane.application(),
                lane.heldBy(),
                now,
                most);
    }

    /** @param all whether a lease that still runs was left by a dead process too */
    static List<Intent> expireLeases(Transaction transaction, boolean all, Duration settle) throws SQLException {
        long endedBefore = all ? Long.MAX_VALUE : transaction.millis();
        List<Intent> ended = transaction
                .sql()
                .all(
                        IntentRows.SELECT
                                + "WHERE i.state = 'sending' AND i.lease_until < ? ORDER BY i.lease_until, i.key"
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
                "SELECT " + IntentRows.COLUMNS_AGED
                        + " FROM intent i WHERE i.state = 'unknown' AND i.parked = 0 AND i.upstream = ? AND i.not_before <= ?"
                        + " ORDER BY i.not_before LIMIT ?",
                IntentRows::read,
                upstream.label(),
                now,
                limit);
    }
}
