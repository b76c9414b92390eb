package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Upstream;
import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The queue behind {@code seda:deliver}: one bounded lane a door and upstream, served in turn, so that a large import
 * never starves REST. Each upstream has so many places: hints at one that is slow, or shut, stay here and take no
 * consumer from the others. A key is queued once; a full lane drops the hint, and the due poller finds the key later.
 * Thread-safe.
 */
public final class FairQueue extends AbstractQueue<Exchange> implements BlockingQueue<Exchange> {

    private final int laneCapacity;
    private final Predicate<Upstream> open;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition servable = lock.newCondition();
    private final Condition wanting = lock.newCondition();
    private final Map<String, Deque<Exchange>> lanes = new HashMap<>();
    private final Map<Upstream, Share> shares = new EnumMap<>(Upstream.class);
    private final Set<String> keys = new HashSet<>();
    /** Lanes of which the ledger has more than was queued. */
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
     * @param laneCapacity hints one door may have queued for one upstream
     * @param places hints of one upstream that consumers may have in hand
     * @param open whether an attempt at an upstream could be made now; asked often, so it must be quick
     */
    public FairQueue(int laneCapacity, int places, Predicate<Upstream> open) {
        this.laneCapacity = laneCapacity;
        this.open = open;
        for (Upstream upstream : Upstream.values()) {
            shares.put(upstream, new Share(places));
        }
    }

    @Override
    public boolean offer(Exchange exchange) {
        Hint hint = hint(exchange);
        lock.lock();
        try {
            if (keys.contains(hint.key())) {
                return true;
            }
            Deque<Exchange> lane = lanes.computeIfAbsent(hint.lane(), name -> new ArrayDeque<>());
            if (lane.size() >= laneCapacity) {
                unfinished.add(hint.lane());
                return false;
            }
            Share share = shares.get(hint.upstream());
            if (lane.isEmpty()) {
                share.turn.addLast(hint.lane());
            }
            lane.addLast(exchange);
            keys.add(hint.key());
            if (share.free > 0) {
                servable.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lanes that hold half of what they can, or more. */
    Set<String> wellFilledLanes() {
        lock.lock();
        try {
            return lanes.entrySet().stream()
                    .filter(lane -> !isLow(lane.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    /** Tells which lanes the ledger has more of than was read just now. */
    void unfinished(Set<String> names) {
        lock.lock();
        try {
            unfinished.clear();
            unfinished.addAll(names);
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a lane of which there is more has fallen below half, or else when the time is over. */
    void awaitWant(long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (nanos > 0 && unfinished.stream().noneMatch(name -> isLow(lanes.get(name)))) {
                nanos = wanting.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isLow(Deque<Exchange> lane) {
        return lane == null || 2 * lane.size() < laneCapacity;
    }

    /** Takes a place at the hint's upstream until the exchange is done. */
    @Override
    public Exchange poll() {
        lock.lock();
        try {
            for (Map.Entry<Upstream, Share> entry : shares.entrySet()) {
                Share share = entry.getValue();
                if (share.free > 0 && !share.turn.isEmpty() && open.test(entry.getKey())) {
                    return taken(share);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Exchange taken(Share share) {
        Exchange exchange = first(share);
        share.free--;
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                release(share);
            }
        });
        return exchange;
    }

    private Exchange first(Share share) {
        String name = share.turn.pollFirst();
        Deque<Exchange> lane = lanes.get(name);
        Exchange exchange = lane.pollFirst();
        if (!lane.isEmpty()) {
            share.turn.addLast(name);
        }
        keys.remove(hint(exchange).key());
        if (isLow(lane) && unfinished.contains(name)) {
            wanting.signal();
        }
        return exchange;
    }

    private void release(Share share) {
        lock.lock();
        try {
            share.free++;
            if (!share.turn.isEmpty()) {
                servable.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Exchange poll(long timeout, TimeUnit unit) throws InterruptedException {
        long nanos = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            Exchange exchange = poll();
            while (exchange == null && nanos > 0) {
                nanos = servable.awaitNanos(nanos);
                exchange = poll();
            }
            return exchange;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Exchange take() throws InterruptedException {
        Exchange exchange = poll(1, TimeUnit.DAYS);
        while (exchange == null) {
            exchange = poll(1, TimeUnit.DAYS);
        }
        return exchange;
    }

    @Override
    public Exchange peek() {
        lock.lock();
        try {
            return shares.values().stream()
                    .filter(share -> !share.turn.isEmpty())
                    .map(share -> lanes.get(share.turn.peekFirst()).peekFirst())
                    .findFirst()
                    .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /** Never waits: a hint that finds no place is dropped. */
    @Override
    public boolean offer(Exchange exchange, long timeout, TimeUnit unit) {
        return offer(exchange);
    }

    /** Never waits: a hint that finds no place is dropped. */
    @Override
    public void put(Exchange exchange) {
        offer(exchange);
    }

    @Override
    public int remainingCapacity() {
        return laneCapacity;
    }

    @Override
    public int drainTo(Collection<? super Exchange> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    /** What is drained is not delivered, and takes no place. */
    @Override
    public int drainTo(Collection<? super Exchange> target, int most) {
        lock.lock();
        try {
            int drained = 0;
            for (Share share : shares.values()) {
                while (drained < most && !share.turn.isEmpty()) {
                    target.add(first(share));
                    drained++;
                }
            }
            return drained;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        drainTo(new ArrayList<>());
    }

    @Override
    public Iterator<Exchange> iterator() {
        return snapshot().iterator();
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return keys.size();
        } finally {
            lock.unlock();
        }
    }

    private List<Exchange> snapshot() {
        lock.lock();
        try {
            List<Exchange> all = new ArrayList<>();
            lanes.values().forEach(all::addAll);
            return all;
        } finally {
            lock.unlock();
        }
    }

    private static Hint hint(Exchange exchange) {
        return exchange.getMessage().getBody(Hint.class);
    }
}
