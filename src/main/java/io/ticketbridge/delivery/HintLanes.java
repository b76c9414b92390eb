package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Upstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * Exchanges that hold hints: one bounded lane a door and upstream, the lanes of an upstream in turn, and how many of an
 * upstream's may be in hand at once. A key is in here or in hand once: a hint that came again while its ticket waits
 * for its turn would only take a place. Not thread-safe; its owner locks.
 */
final class HintLanes {

    private final int capacity;
    private final Map<String, Deque<Exchange>> lanes = new HashMap<>();
    private final Map<Upstream, Share> shares = new EnumMap<>(Upstream.class);
    private final Set<String> keys = new HashSet<>();
    /** Lanes of which the ledger has more than is in here. */
    private final Set<String> unfinished = new HashSet<>();

    /** What one upstream may still take, and whose turn it is there. */
    private static final class Share {
        private final Deque<String> turn = new ArrayDeque<>();
        private int free;

        Share(int places) {
            this.free = places;
        }
    }

    /**
     * @param capacity hints one door may have in here for one upstream
     * @param places hints of one upstream that may be in hand
     */
    HintLanes(int capacity, int places) {
        this.capacity = capacity;
        for (Upstream upstream : Upstream.values()) {
            shares.put(upstream, new Share(places));
        }
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return lanes.values().stream().mapToInt(Deque::size).sum();
    }

    /** @return false = its lane is full, and it is not in here */
    boolean add(Exchange exchange) {
        Hint hint = hint(exchange);
        if (keys.contains(hint.key())) {
            return true;
        }
        Deque<Exchange> lane = lanes.computeIfAbsent(hint.lane(), name -> new ArrayDeque<>());
        if (lane.size() >= capacity) {
            unfinished.add(hint.lane());
            return false;
        }
        if (lane.isEmpty()) {
            shares.get(hint.upstream()).turn.addLast(hint.lane());
        }
        lane.addLast(exchange);
        keys.add(hint.key());
        return true;
    }

    /** Whether there is a hint, and a place for it. */
    boolean canServe(Upstream upstream) {
        Share share = shares.get(upstream);
        return share.free > 0 && !share.turn.isEmpty();
    }

    /** The next of an upstream that is open; it has one of its places until that is given back. */
    Optional<Exchange> take(Predicate<Upstream> open) {
        for (Upstream upstream : shares.keySet()) {
            if (canServe(upstream) && open.test(upstream)) {
                Share share = shares.get(upstream);
                share.free--;
                return Optional.of(first(share));
            }
        }
        return Optional.empty();
    }

    /** What was in hand is done. */
    void giveBack(String key, Upstream upstream) {
        keys.remove(key);
        shares.get(upstream).free++;
    }

    private Exchange first(Share share) {
        String name = share.turn.pollFirst();
        Deque<Exchange> lane = lanes.get(name);
        Exchange exchange = lane.pollFirst();
        if (!lane.isEmpty()) {
            share.turn.addLast(name);
        }
        return exchange;
    }

    /** Takes out as many, in turn; they get no place. */
    List<Exchange> drain(int most) {
        List<Exchange> drained = new ArrayList<>();
        for (Share share : shares.values()) {
            while (drained.size() < most && !share.turn.isEmpty()) {
                Exchange exchange = first(share);
                keys.remove(hint(exchange).key());
                drained.add(exchange);
            }
        }
        return drained;
    }

    List<Exchange> all() {
        return lanes.values().stream().flatMap(Deque::stream).toList();
    }

    /** Lanes that hold half of what they can, or more. */
    Set<String> wellFilled() {
        return lanes.keySet().stream().filter(name -> !isLow(name)).collect(Collectors.toSet());
    }

    /** Tells which lanes the ledger has more of. */
    void unfinished(Set<String> names) {
        unfinished.clear();
        unfinished.addAll(names);
    }

    /** Whether a lane of which there is more has fallen below half. */
    boolean wantMore() {
        return unfinished.stream().anyMatch(this::isLow);
    }

    private boolean isLow(String name) {
        Deque<Exchange> lane = lanes.get(name);
        return lane == null || 2 * lane.size() < capacity;
    }

    static Hint hint(Exchange exchange) {
        return exchange.getMessage().getBody(Hint.class);
    }
}
