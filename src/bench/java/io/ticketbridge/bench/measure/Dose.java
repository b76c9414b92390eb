package io.ticketbridge.bench.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many tickets to hand over at once so that they take about so long, learnt from the times before. */
final class Dose {

    private static final double FIRST_GUESS_PER_SECOND = 250;
    private static final int LEAST = 100;
    private static final int MOST = 40_000;

    private final Map<Duration, Double> perSecond = new HashMap<>();

    /** @param latency of the upstream, on which the rate depends */
    int tickets(Duration latency, Duration window) {
        double expected = perSecond.getOrDefault(latency, FIRST_GUESS_PER_SECOND) * window.toNanos() / 1e9;
        return (int) Math.max(LEAST, Math.min(MOST, expected));
    }

    void learn(Duration latency, double rate) {
        perSecond.put(latency, rate);
    }
}
