package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One reading of what could be claimed now. Of each door and upstream about as much as can be queued, however many
 * batches and applications it is spread over: what is read is held in memory.
 */
final class Claimable {

    private static final String DUE_IN_LANE =
            "SELECT key, batch FROM intent WHERE door = ? AND upstream = ? AND application = ? AND held_by = ? AND "
                    + Lanes.CLAIMABLE + " AND not_before <= ? ORDER BY accepted_at LIMIT ?";

    private final Sql sql;
    private final long now;
    private final int most;

    /** @param most hints of one door and upstream; up to twice as many are read where lanes share them unevenly */
    Claimable(Sql sql, long now, int most) {
        this.sql = sql;
        this.now = now;
        this.most = most;
    }

    /** @param rank its place in its lane: the lanes of a door are served in turn */
    private record Due(Hint hint, boolean ofBatch, int rank) {}

    /**
     * Ordinary doors before batches, the lanes in turn, the oldest acceptance of each first.
     *
     * @param shut scopes to leave out, as {@link Gates.Gate#scope()} names them
     * @param full doors and upstreams to leave out, as {@link Hint#lane()} names them
     */
    List<Hint> hints(Set<String> shut, Set<String> full) throws SQLException {
        List<Due> due = new ArrayList<>();
        for (List<Lanes.Lane> lanes : lanes(shut, full).values()) {
            shared(lanes).forEach(due::addAll);
        }
        List<Hint> hints = due.stream()
                .sorted(Comparator.comparing(Due::ofBatch).thenComparing(Due::rank))
                .map(Due::hint)
                .toList();
        return withContent(hints);
    }

    /** Those that may be looked into, by door and upstream. */
    private Map<String, List<Lanes.Lane>> lanes(Set<String> shut, Set<String> full) throws SQLException {
        Set<String> held = BatchTable.under(sql, EnumSet.of(Batches.Control.PAUSED, Batches.Control.CANCELLED));
        Map<String, List<Lanes.Lane>> lanes = new LinkedHashMap<>();
        Optional<Lanes.Lane> next = Lanes.first(sql);
        while (next.isPresent()) {
            Lanes.Lane lane = next.get();
            String name = Hint.lane(lane.door(), lane.upstream());
            if (!full.contains(name) && !held.contains(lane.heldBy()) && !isShut(lane, shut)) {
                lanes.computeIfAbsent(name, none -> new ArrayList<>()).add(lane);
            }
            next = Lanes.after(sql, lane);
        }
        return lanes;
    }

    private static boolean isShut(Lanes.Lane lane, Set<String> scopes) {
        return scopes.contains(lane.upstream()) || scopes.contains(lane.upstream() + "/" + lane.application());
    }

    /** An equal share of each lane; what some do not use, the others share. */
    private Collection<List<Due>> shared(List<Lanes.Lane> lanes) throws SQLException {
        List<Lanes.Lane> open = new ArrayList<>(lanes);
        if (open.size() > most) {
            Collections.shuffle(open); // not all can be served at once, and none is always the last
        }
        Map<Lanes.Lane, List<Due>> found = new LinkedHashMap<>();
        int share = Math.max(1, most / open.size());
        int all = 0;
        while (!open.isEmpty() && all < most) {
            List<Lanes.Lane> deeper = new ArrayList<>();
            for (Lanes.Lane lane : open) {
                if (share == 1 && all >= most) {
                    break;
                }
                List<Due> due = inLane(lane, share);
                List<Due> before = found.put(lane, due);
                all += due.size() - (before == null ? 0 : before.size());
                if (due.size() == share) {
                    deeper.add(lane);
                }
            }
            open = deeper;
            share = Math.max(share + 1, most / Math.max(1, open.size()));
        }
        return found.values();
    }

    private List<Due> inLane(Lanes.Lane lane, int share) throws SQLException {
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
                share);
    }

    /** As many of each door and upstream as can be queued bring what would else be read for each of them. */
    private List<Hint> withContent(List<Hint> hints) throws SQLException {
        Map<String, Integer> ofLane = new HashMap<>();
        List<String> keys = hints.stream()
                .filter(hint -> ofLane.merge(hint.lane(), 1, Integer::sum) <= most)
                .map(Hint::key)
                .toList();
        Map<String, Deliveries.Candidate> unsent = BodyRows.unsent(sql, keys, Hint.LARGEST_CONTENT);
        return hints.stream()
                .map(hint ->
                        new Hint(hint.key(), hint.door(), hint.upstream(), Optional.ofNullable(unsent.get(hint.key()))))
                .toList();
    }
}
