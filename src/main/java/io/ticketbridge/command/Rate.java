package io.ticketbridge.command;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows: over the last seconds, or between the last two looks where those are further apart. */
final class Rate {

    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final double NANOS = 1e9;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long count) {}

    void add(long nanos, long count) {
        samples.addLast(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - second().nanos() >= WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    /** 0 before a second look. */
    double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = Math.max(1, last.nanos() - first.nanos());
        return Math.max(0, last.count() - first.count()) * NANOS / nanos;
    }
}
