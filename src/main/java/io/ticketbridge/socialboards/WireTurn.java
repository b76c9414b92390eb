package io.ticketbridge.socialboards;

import java.time.Duration;
import java.util.Optional;

/** What one request waits for before it meets the wire, and gives back when its answer has been read. Of one thread. */
public interface WireTurn {

    /** For a request that nothing holds back. */
    WireTurn FREE = new WireTurn() {
        @Override
        public Optional<String> await() {
            return Optional.empty();
        }

        @Override
        public void ended(Duration took, boolean well) {
            // Nothing was taken.
        }
    };

    /**
     * Waits until the request may go.
     *
     * @return why it may not any more, as a clause; empty = it may
     */
    Optional<String> await();

    /** Called when a request that might go was not begun after all: it was too late, or the bridge stops. */
    default void notBegun() {}

    /**
     * Called once after an {@link #await} that let it go.
     *
     * @param took from its going to the end of its answer
     * @param well whether there was a whole answer, with a status of 2xx
     */
    void ended(Duration took, boolean well);
}
