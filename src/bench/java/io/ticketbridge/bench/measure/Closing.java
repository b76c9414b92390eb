package io.ticketbridge.bench.measure;

import java.util.Deque;

/** Closes all parts, the last first; one that fails does not keep the others open. */
final class Closing {

    private Closing() {}

    /** @throws IllegalStateException with the first fault, when all have been closed */
    static void all(Deque<AutoCloseable> parts) {
        IllegalStateException fault = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                fault = fault == null ? new IllegalStateException("could not be closed", e) : fault;
            }
        }
        if (fault != null) {
            throw fault;
        }
    }
}
