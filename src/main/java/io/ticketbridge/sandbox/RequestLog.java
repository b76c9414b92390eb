package io.ticketbridge.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts every wire request and keeps the newest. Thread-safe. */
final class RequestLog {

    private static final int KEPT = 10_000;
    private static final long KEPT_BYTES = 16L << 20;

    private final Deque<RecordedRequest> kept = new ArrayDeque<>();
    private final Map<Endpoint, Long> counts = new EnumMap<>(Endpoint.class);
    private long bytes;
    private long total;

    /** Counts a request when its head has come. @return its number on its endpoint */
    synchronized long arrived(Endpoint endpoint) {
        total++;
        return counts.merge(endpoint, 1L, Long::sum);
    }

    /** Keeps a request that was counted. */
    synchronized void keep(RecordedRequest request) {
        kept.addLast(request);
        bytes += request.body().length;
        while (kept.size() > KEPT || (bytes > KEPT_BYTES && kept.size() > 1)) {
            bytes -= kept.removeFirst().body().length;
        }
    }

    synchronized long total() {
        return total;
    }

    synchronized long count(Endpoint endpoint) {
        return counts.getOrDefault(endpoint, 0L);
    }

    synchronized List<RecordedRequest> kept() {
        return List.copyOf(kept);
    }

    synchronized void clear() {
        kept.clear();
        counts.clear();
        bytes = 0;
        total = 0;
    }
}
