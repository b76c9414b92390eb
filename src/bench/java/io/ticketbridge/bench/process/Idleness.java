package io.ticketbridge.bench.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a process rests, so that what it still does is not done at the next one's cost. */
public final class Idleness {

    private static final Duration LOOK = Duration.ofMillis(150);
    private static final double BUSY_SHARE = 0.15;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Idleness() {}

    /** @return how long it went on */
    public static Duration await(ChildProcess process) throws InterruptedException {
        long start = System.nanoTime();
        Duration before = process.processorTime();
        while (true) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            Duration now = process.processorTime();
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (now.minus(before).toNanos() < BUSY_SHARE * LOOK.toNanos()) {
                return waited.minus(LOOK);
            }
            if (waited.compareTo(LONGEST) > 0) {
                throw new IllegalStateException("process " + process.pid() + " does not come to rest");
            }
            before = now;
        }
    }
}
