package io.ticketbridge.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long and how often everything is measured.
 *
 * @param warmUps of each contender before the first round, with no latency, twice as long as {@code window}
 * @param rounds that count, an odd number; one more goes before them to warm up
 * @param window for each contender in each round at each latency
 * @param starts of each program
 * @param latencySlices of each way, in turns, each as long as {@code latencySlice}
 * @param files whose peak of memory is looked at
 * @param rateTime for which an allowed rate is used
 * @param microIterations of each JMH benchmark that count; twice as many before them
 * @param microMillis of each
 */
public record Scale(
        int warmUps,
        int rounds,
        Duration window,
        int starts,
        int latencySlices,
        Duration latencySlice,
        List<FileSize> files,
        Duration rateTime,
        int microIterations,
        int microMillis) {

    static final Duration NONE = Duration.ZERO;
    static final Duration FAST = Duration.ofMillis(5);
    static final Duration SLOW = Duration.ofMillis(50);
    public static final List<Duration> LATENCIES = List.of(NONE, FAST, SLOW);

    /** @param padding characters beside those of an ordinary message */
    public record FileSize(int rows, int padding) {}

    private static final FileSize LARGE = new FileSize(1_000_000, 0);

    /** Under ten minutes on two cores. */
    public static Scale full() {
        return new Scale(
                3,
                5,
                Duration.ofMillis(2_000),
                4,
                3,
                Duration.ofSeconds(3),
                List.of(new FileSize(1_000, 0), new FileSize(8_000, 0), new FileSize(8_000, 4_000)),
                Duration.ofSeconds(10),
                3,
                500);
    }

    /** Only to see that everything works: its figures say nothing. */
    public static Scale quick() {
        return new Scale(
                0,
                1,
                Duration.ofMillis(200),
                1,
                1,
                Duration.ofMillis(500),
                List.of(new FileSize(100, 0)),
                Duration.ofSeconds(1),
                1,
                50);
    }

    public Scale withLargeFile() {
        List<FileSize> more = new ArrayList<>(files);
        more.add(LARGE);
        return new Scale(
                warmUps,
                rounds,
                window,
                starts,
                latencySlices,
                latencySlice,
                more,
                rateTime,
                microIterations,
                microMillis);
    }
}
