package io.ticketbridge.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened so far, closed in reverse; one failure does not keep the rest open. Closing twice does nothing.
 * Thread-safe.
 */
final class ShutdownSteps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownSteps.class);

    private record Step(String what, AutoCloseable closing) {}

    private final Deque<Step> steps = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(String what, T opened) {
        steps.push(new Step(what, opened));
        return opened;
    }

    @Override
    public synchronized void close() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.closing().close();
            } catch (Exception e) {
                LOG.warn("The {} did not close cleanly: {}", step.what(), e.toString());
            }
        }
    }
}
