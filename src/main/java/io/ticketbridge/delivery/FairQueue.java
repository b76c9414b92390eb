package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * The queue behind {@code seda:deliver}: one bounded lane a door, served in turn, so that a large import never starves
 * REST. A key is queued once; a full lane drops the hint, and the due poller finds the key later. Thread-safe.
 */
public final class FairQueue extends AbstractQueue<Exchange> implements BlockingQueue<Exchange> {

    private final int laneCapacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Map<String, Deque<Exchange>> lanes = new LinkedHashMap<>();
    private final Deque<String> turn = new ArrayDeque<>();
    private final Set<String> keys = new HashSet<>();

    /** @param laneCapacity hints one door may have queued */
    public FairQueue(int laneCapacity) {
        this.laneCapacity = laneCapacity;
    }

    @Override
    public boolean offer(Exchange exchange) {
        Hint hint = hint(exchange);
        lock.lock();
        try {
            if (keys.contains(hint.key())) {
                return true;
            }
            Deque<Exchange> lane = lanes.computeIfAbsent(hint.door(), door -> new ArrayDeque<>());
            if (lane.size() >= laneCapacity) {
                return false;
            }
            if (lane.isEmpty()) {
                turn.addLast(hint.door());
            }
            lane.addLast(exchange);
            keys.add(hint.key());
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Doors whose lanes hold this many hints or more. */
    Set<String> doorsWith(int hints) {
        lock.lock();
        try {
            return lanes.entrySet().stream()
                    .filter(lane -> lane.getValue().size() >= hints)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Exchange poll() {
        lock.lock();
        try {
            String door = turn.pollFirst();
            if (door == null) {
                return null;
            }
            Deque<Exchange> lane = lanes.get(door);
            Exchange exchange = lane.pollFirst();
            if (!lane.isEmpty()) {
                turn.addLast(door);
            }
            keys.remove(hint(exchange).key());
            return exchange;
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
                nanos = notEmpty.awaitNanos(nanos);
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
            return turn.isEmpty() ? null : lanes.get(turn.peekFirst()).peekFirst();
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

    @Override
    public int drainTo(Collection<? super Exchange> target, int most) {
        int drained = 0;
        for (Exchange next = drained < most ? poll() : null; next != null; next = drained < most ? poll() : null) {
            target.add(next);
            drained++;
        }
        return drained;
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
