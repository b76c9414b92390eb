package io.ticketbridge.door.rest;

import java.util.concurrent.TimeUnit;

/** How many requests the port has taken and not answered yet, and whether it takes more. Thread-safe. */
final class RequestsUnderWay {

    private final int most;
    private final long mostBytes;
    private int number;
    private long bytes;
    private boolean closing;

    /** @param mostBytes of all their bodies together, which are in memory until they are answered */
    RequestsUnderWay(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /**
     * A single request is taken however large it is.
     *
     * @param size of its body, or the largest it can have
     * @return false when there is no place, and then {@link #leave} must not be called
     */
    synchronized boolean tryEnter(long size) {
        if (closing || number >= most || (number > 0 && bytes + size > mostBytes)) {
            return false;
        }
        number++;
        bytes += size;
        return true;
    }

    /** @param size as it was when it entered */
    synchronized void leave(long size) {
        number--;
        bytes -= size;
        notifyAll();
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
}
