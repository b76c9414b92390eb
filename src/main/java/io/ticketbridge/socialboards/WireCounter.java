package io.ticketbridge.socialboards;

import java.util.concurrent.atomic.LongAdder;

/** Counts requests on the wire: each whose first byte was about to be written. Thread-safe. */
public final class WireCounter {

    private final LongAdder requests = new LongAdder();

    public long requests() {
        return requests.sum();
    }

    void count() {
        requests.increment();
    }
}
