package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Upstream;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The queue behind {@code seda:deliver}: one bounded lane a door and upstream, served in turn, so that a large import
 * never starves REST. Each upstream has so many places: hints at one that is slow, or shut, stay here and take no
 * consumer from the others. A key is queued or in hand once; a full lane drops the hint, and the due poller finds the
 * key later. Thread-safe.
 */
public final class FairQueue extends AbstractQueue<Exchange> implements BlockingQueue<Exchange> {

    private final HintLanes lanes;
    private final Predicate<Upstream> open;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition servable = lock.newCondition();
    private final Condition wanting = lock.newCondition();

    /**
     * @param laneCapacity hints one door may have queued for one upstream
     * @param places hints of one upstream that consumers may have in hand
     * @param open whether an attempt at an upstream could be made now; asked often, so it must be quick
     */
    public FairQueue(int laneCapacity, int places, Predicate<Upstream> open) {
        this.lanes = new HintLanes(laneCapacity, places);
        this.open = open;
    }

    @Override
    public boolean offer(Exchange exchange) {
        return locked(() -> {
            boolean kept = lanes.add(exchange);
            signalIfServable(HintLanes.hint(exchange).upstream());
            return kept;
        });
    }

    private void signalIfServable(Upstream upstream) {
        if (lanes.canServe(upstream)) {
            servable.signal();
        }
    }

    /** Lanes that hold half of what they can, or more. */
    Set<String> wellFilledLanes() {
        return locked(lanes::wellFilled);
    }

    /** Tells which lanes the ledger has more of than was read just now. */
    void unfinished(Set<String> names) {
        locked(() -> {
            lanes.unfinished(names);
            return names;
        });
    }

    /** Returns when a lane of which there is more has fallen below half, or else when the time is over. */
    void awaitWant(long millis) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (nanos > 0 && !lanes.wantMore()) {
                nanos = wanting.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place at the hint's upstream until the exchange is done. */
    @Override
    public Exchange poll() {
        return locked(() -> {
            Optional<Exchange> next = lanes.take(open);
            next.ifPresent(this::taken);
            return next.orElse(null);
        });
    }

    private void taken(Exchange exchange) {
        Hint hint = HintLanes.hint(exchange);
        giveBackWhenDone(exchange, hint);
        if (open.test(hint.upstream())) {
            signalIfServable(hint.upstream()); // where an upstream has opened, who takes a hint wakes the next
        }
        if (lanes.wantMore()) {
            wanting.signal();
        }
    }

    private void giveBackWhenDone(Exchange exchange, Hint hint) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                giveBack(hint.key(), hint.upstream());
            }
        });
    }

    private void giveBack(String key, Upstream upstream) {
        lock.lock();
        try {
            lanes.giveBack(key, upstream);
            signalIfServable(upstream);
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
        return snapshot().stream().findFirst().orElse(null);
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
        return lanes.capacity();
    }

    @Override
    public int drainTo(Collection<? super Exchange> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    /** What is drained is not delivered, and takes no place. */
    @Override
    public int drainTo(Collection<? super Exchange> target, int most) {
        List<Exchange> drained = locked(() -> lanes.drain(most));
        target.addAll(drained);
        return drained.size();
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
        return locked(lanes::size);
    }

    private List<Exchange> snapshot() {
        return locked(lanes::all);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
