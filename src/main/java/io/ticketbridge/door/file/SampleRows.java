package io.ticketbridge.door.file;

import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rows that a first sample is chosen from. Keeps one bit a row: a file of 100,000,000 rows takes 12 MB. Not
 * thread-safe.
 */
final class SampleRows {

    private final BitSet all = new BitSet();
    private final SortedSet<Long> necessary = new TreeSet<>();

    /**
     * @param row rising from call to call
     * @param showsNew what it shows was in no row before, so that a sample must hold it
     */
    void add(long row, boolean showsNew) {
        if (row < Integer.MAX_VALUE) {
            all.set((int) row);
        }
        if (showsNew) {
            necessary.add(row);
        }
    }

    /**
     * All that a sample must hold, and more rows up to {@code most}, as far apart as can be. The same rows each time.
     */
    SortedSet<Long> choose(int most) {
        SortedSet<Long> chosen = new TreeSet<>(necessary);
        int wanted = most - chosen.size();
        BitSet free = (BitSet) all.clone();
        chosen.forEach(row -> free.clear((int) Math.min(row, Integer.MAX_VALUE)));
        long available = free.cardinality();
        if (wanted >= available) {
            free.stream().forEach(row -> chosen.add((long) row));
            return chosen;
        }
        int row = -1;
        long at = -1;
        for (long i = 0; i < wanted; i++) {
            for (long place = (2 * i + 1) * available / (2L * wanted); at < place; at++) {
                row = free.nextSetBit(row + 1);
            }
            chosen.add((long) row);
        }
        return chosen;
    }
}
