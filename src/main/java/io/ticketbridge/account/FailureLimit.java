package io.ticketbridge.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures by name inside a window that starts with the first one. Keeps a bounded number of names; the oldest
 * go first. Thread-safe.
 */
final class FailureLimit {

    private static final int MOST_NAMES = 20_000;

    private record Failures(Instant since, int count) {}

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Failures> byName = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_NAMES;
        }
    };

    FailureLimit(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
    }

    synchronized boolean isReached(String name) {
        Failures failures = byName.get(name);
        if (failures != null && failures.since().plus(window).isBefore(clock.instant())) {
            byName.remove(name);
            return false;
        }
        return failures != null && failures.count() >= limit;
    }

    synchronized void failed(String name) {
        Instant now = clock.instant();
        byName.merge(
                name,
                new Failures(now, 1),
                (old, one) ->
                        old.since().plus(window).isBefore(now) ? one : new Failures(old.since(), old.count() + 1));
    }

    synchronized void succeeded(String name) {
        byName.remove(name);
    }
}
