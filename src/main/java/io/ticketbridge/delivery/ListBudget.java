package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.ListLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * How much of an upstream's list may be read, and how often: its requests count against the same rate as the tickets
 * that are to be created.
 *
 * @param settle in which a list of 100 pages may be read once
 * @param pagesASecond a list with more, for all its time, is too long
 */
record ListBudget(Duration settle, int pagesASecond) {

    /** 1,000 tickets a second all the time. */
    private static final int PAGES_A_SECOND = 20;

    /** A list that still grows may grow as quickly as it is read, and need not be read yet. */
    private static final int PAGES_WHILE_IT_GROWS = 2_000;

    /** Readings take at most a fifth of the time. */
    private static final int REST_FOR_TIME = 4;

    private static final int PAGES_A_SETTLE = 100;

    private static final int SLOW_READINGS = 3;

    ListBudget(Duration settle) {
        this(settle, PAGES_A_SECOND);
    }

    /** Time enough for each page at the pace at which the tickets of the list were created. */
    ListLimit limit(Instant from, Instant to, boolean grows, BooleanSupplier stop) {
        Duration span = Duration.between(from, to);
        long pages = Math.max(1, span.toSeconds()) * pagesASecond;
        long most = grows ? Math.min(pages, PAGES_WHILE_IT_GROWS) : pages;
        return new ListLimit((int) Math.min(most, Integer.MAX_VALUE), span, stop);
    }

    Reading begin() {
        return new Reading(System.nanoTime(), settle);
    }

    /** Whether a list that took too much time, so often in a row, is to be read once more. */
    boolean isWorthAnother(int slowReadings) {
        return slowReadings < SLOW_READINGS;
    }

    /** One reading of the list. */
    record Reading(long startedNanos, Duration settle) {

        /** The pause that a reading of so many pages, until now, calls for: none after a single page. */
        Duration rest(int pages) {
            if (pages <= 1) {
                return Duration.ZERO;
            }
            Duration forTime =
                    Duration.ofNanos(System.nanoTime() - startedNanos).multipliedBy(REST_FOR_TIME);
            Duration forPages = settle.multipliedBy(pages).dividedBy(PAGES_A_SETTLE);
            return forTime.compareTo(forPages) > 0 ? forTime : forPages;
        }
    }
}
