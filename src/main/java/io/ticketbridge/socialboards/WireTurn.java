package io.ticketbridge.socialboards;

import java.time.Duration;

/** What one request waits for before it meets the wire, and gives back when its answer has been read. Of one thread. */
public interface WireTurn {

    /** For a request that nothing holds back. */
    WireTurn FREE = new WireTurn() {
        @Override
        public boolean await() {
            return true;
        }

        @Override
        public void ended(Duration took) {
            // Nothing was taken.
        }
    };

    /**
     * Waits until the request may go.
     *
     * @return false = it may not any more
     */
    boolean await();

    /** Waits, with the connection in hand, until the first byte may be written. */
    default void aboutToWrite() {}

    /** Called once after an {@link #await} that let it go. @param took from its going to the end of its answer */
    void ended(Duration took);
}
