package io.ticketbridge.door.rest;

import java.util.concurrent.TimeUnit;

/** How many requests the port has taken and not answered yet, and whether it takes more. Thread-safe. */
final class RequestsUnderWay {

    private final int most;
    private int number;
    private boolean closing;

    RequestsUnderWay(int most) {
        this.most = most;
    }

    /** @return false when there is no place, and then {@link #leave} must not be called */
    synchronized boolean tryEnter() {
        if (closing || number >= most) {
            return false;
        }
        number++;
        return true;
    }

    synchronized void leave() {
        number--;
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
