package io.ticketbridge.delivery;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests that may be under way at one upstream at once. While it answers quickly, as many more are made ready to
 * follow them, so that no slot is idle while a claim or a settlement is committed. A slow one is claimed for only when
 * a slot is free: what is claimed should not wait. Thread-safe.
 */
public final class WireSlots {

    private static final Duration QUICK = Duration.ofMillis(250);

    private final int slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition slotFree = lock.newCondition();
    private final Condition turnFree = lock.newCondition();
    private int ready;
    private int onWire;
    private boolean quick = true;

    /** @param slots requests under way at once */
    public WireSlots(int slots) {
        this.slots = slots;
    }

    /** How many attempts can be under way at once, those that are made ready included. */
    public static int places(int slots) {
        return 2 * slots;
    }

    /** One attempt's way through; must be left in the end. Of one thread. */
    public final class Turn {

        private boolean entered;
        private boolean left;

        private Turn() {}

        /**
         * Waits for a slot.
         *
         * @return false = there was none in this time
         */
        boolean enter(Duration longest) {
            long nanos = longest.toNanos();
            lock.lock();
            try {
                while (onWire >= slots && nanos > 0) {
                    nanos = slotFree.awaitNanos(nanos);
                }
                if (onWire >= slots) {
                    return false;
                }
                onWire++;
                ready--;
                entered = true;
                return true;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }

        /** Tells what its exchange took. */
        void ended(Duration took) {
            lock.lock();
            try {
                boolean quickBefore = quick;
                quick = took.compareTo(QUICK) < 0;
                if (quick && !quickBefore) {
                    turnFree.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        /** Gives back the slot, or the place to be made ready, if it has not yet. */
        void leave() {
            lock.lock();
            try {
                if (!left) {
                    left = true;
                    onWire -= entered ? 1 : 0;
                    ready -= entered ? 0 : 1;
                    slotFree.signal();
                    turnFree.signal();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until an attempt may be made ready. */
    Turn await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (ready + onWire >= (quick ? places(slots) : slots)) {
                turnFree.await();
            }
            ready++;
            return new Turn();
        } finally {
            lock.unlock();
        }
    }
}
