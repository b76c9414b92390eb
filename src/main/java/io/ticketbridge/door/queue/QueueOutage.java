package io.ticketbridge.door.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the queue door holds its messages because they cannot be kept. Called at each failure to hand one over,
 * and when one was taken. Thread-safe.
 */
public final class QueueOutage implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(QueueOutage.class);

    private final Clock clock;
    private final AtomicReference<Instant> since = new AtomicReference<>();

    QueueOutage(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        if (since.compareAndSet(null, clock.instant())) {
            LOG.warn("The queue door is suspended: the ledger takes nothing now. Messages stay on the broker.");
        }
    }

    public void over() {
        if (since.get() != null && since.getAndSet(null) != null) {
            LOG.info("The queue door goes on: the ledger takes tickets again.");
        }
    }

    /** Since when the door is suspended; empty = it is not. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since.get());
    }
}
