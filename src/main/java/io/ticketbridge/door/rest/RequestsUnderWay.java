package io.ticketbridge.door.rest;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many requests the port has taken and not answered yet, what memory their bodies cost, and whether it takes more.
 * Thread-safe.
 */
final class RequestsUnderWay {

    /**
     * Bytes of memory for each byte of a body, until its request is answered: it is there as it came, decoded, as the
     * ledger takes it, and three times in the answer. Plain text costs half of it; the rest is for characters that an
     * answer escapes, and for text that takes two bytes a character in memory.
     */
    static final int COST = 16;

    /** A body up to this size has a share of the memory that larger ones cannot take. */
    static final long SMALL = 16 * 1024;

    private static final int PARTS = 4;

    private final int most;
    private final long memory;
    private final long forSmall;
    private int number;
    private long small;
    private long large;
    private boolean closing;

    /** @param memory in bytes that all bodies together may cost; a quarter of it is for small ones only */
    RequestsUnderWay(int most, long memory) {
        this.most = most;
        this.memory = memory;
        this.forSmall = memory / PARTS;
    }

    /**
     * A single large request is taken however large it is.
     *
     * @param size of its body, or the largest it can have
     * @return empty when there is no place for it
     */
    synchronized Optional<Place> tryEnter(long size) {
        if (closing || number >= most || !hasMemory(size)) {
            return Optional.empty();
        }
        number++;
        count(size, 1);
        return Optional.of(new Place(size));
    }

    private boolean hasMemory(long size) {
        long cost = size * COST;
        return size <= SMALL
                ? small + cost <= forSmall || small + large + cost <= memory
                : large == 0 || large + Math.max(small, forSmall) + cost <= memory;
    }

    private void count(long size, int sign) {
        if (size <= SMALL) {
            small += sign * size * COST;
        } else {
            large += sign * size * COST;
        }
    }

    /** Whether no more requests are taken, and nobody shall wait for anything any longer. */
    synchronized boolean isClosing() {
        return closing;
    }

    /** Takes no more from now on; returns when all are answered, or when the time is over. */
    synchronized void close(long millis) throws InterruptedException {
        closing = true;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (number > 0 && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    /** The place of one request, from its head to the end of its answer. */
    final class Place {

        private long size;
        private boolean left;

        private Place(long size) {
            this.size = size;
        }

        /** Gives back what was counted too much. @param actual size of the body, now that all of it has come */
        void measured(long actual) {
            synchronized (RequestsUnderWay.this) {
                if (!left) {
                    count(size, -1);
                    size = actual;
                    count(size, 1);
                }
            }
        }

        void leave() {
            synchronized (RequestsUnderWay.this) {
                left = true;
                count(size, -1);
                number--;
                RequestsUnderWay.this.notifyAll();
            }
        }
    }
}
