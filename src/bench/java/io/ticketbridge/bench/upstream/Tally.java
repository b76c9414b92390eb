package io.ticketbridge.bench.upstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What an upstream was asked and what it created. Thread-safe. */
public final class Tally {

    private static final long FIRST_ID = 1_000_000;

    private long requests;
    private long tickets;
    private long refusals;
    private long sumOfIds;
    private long lastCreated;
    private long nanosToAnswer;

    /**
     * How far the counts stand.
     *
     * @param requests for a ticket, on the wire
     * @param sumOfIds of the tickets: equal counts with equal sums are the same tickets
     * @param lastCreated when, by {@link System#nanoTime}
     * @param nanosToAnswer from request to answer, of all tickets together
     */
    public record Counts(
            long requests, long tickets, long refusals, long sumOfIds, long lastCreated, long nanosToAnswer) {

        public Counts since(Counts earlier) {
            return new Counts(
                    requests - earlier.requests,
                    tickets - earlier.tickets,
                    refusals - earlier.refusals,
                    sumOfIds - earlier.sumOfIds,
                    lastCreated,
                    nanosToAnswer - earlier.nanosToAnswer);
        }

        /** How long the upstream really took for a ticket, in seconds. */
        public double meanSecondsToAnswer() {
            return nanosToAnswer / 1e9 / tickets;
        }
    }

    synchronized void requested() {
        requests++;
    }

    synchronized void refused() {
        refusals++;
    }

    synchronized void answered(long nanos) {
        nanosToAnswer += nanos;
    }

    /** @return the new ticket's id */
    synchronized long created() {
        long id = FIRST_ID + tickets;
        tickets++;
        sumOfIds += id;
        lastCreated = System.nanoTime();
        notifyAll();
        return id;
    }

    public synchronized Counts counts() {
        return new Counts(requests, tickets, refusals, sumOfIds, lastCreated, nanosToAnswer);
    }

    /**
     * Returns when this many tickets have been created in all.
     *
     * @throws IllegalStateException when none came for the given time
     */
    public synchronized Counts awaitTickets(long total, Duration longestSilence) throws InterruptedException {
        long before = tickets;
        long deadline = System.nanoTime() + longestSilence.toNanos();
        while (tickets < total) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("the upstream has " + tickets + " tickets, not " + total
                        + ", and none came for " + longestSilence);
            }
            wait(left);
            if (tickets > before) {
                before = tickets;
                deadline = System.nanoTime() + longestSilence.toNanos();
            }
        }
        return counts();
    }
}
