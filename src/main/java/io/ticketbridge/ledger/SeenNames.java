package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * The names that the submissions of a preview went by, and what stands behind each: a hash table of numbers, 16 bytes a
 * place. It takes at most {@link #MOST} names, which fill 64 MB; further ones are not remembered. Names are told apart
 * by 64 bits of their hash, contents by 30. Not thread-safe.
 */
final class SeenNames {

    static final int MOST = 3 << 20;

    private static final int FIRST_PLACES = 1 << 10;
    private static final int CONTENT_BITS = 30;
    private static final int CONTENT_MASK = (1 << CONTENT_BITS) - 1;

    /** Whether an intent takes other content. */
    enum Change {
        NEVER,
        WHEN_OTHER,
        /** Also its own content again, by a correction: nothing of it was ever sent. */
        ALWAYS
    }

    /** @param number the submission that made or met the intent; {@code content} as {@link #contentOf} gives it */
    record Seen(int number, int content, Change change) {}

    /** 0 = the place is free. */
    private long[] names = new long[FIRST_PLACES];

    private int[] numbers = new int[FIRST_PLACES];
    private int[] contents = new int[FIRST_PLACES];
    private int size;

    static int contentOf(String contentHash) {
        return (int) mixed(contentHash) & CONTENT_MASK;
    }

    Optional<Seen> find(String name) {
        int place = place(mixed(name));
        return names[place] == 0
                ? Optional.empty()
                : Optional.of(new Seen(
                        numbers[place],
                        contents[place] & CONTENT_MASK,
                        Change.values()[contents[place] >>> CONTENT_BITS]));
    }

    void put(String name, Seen seen) {
        long hash = mixed(name);
        int place = place(hash);
        if (names[place] == 0) {
            if (size == MOST) {
                return;
            }
            names[place] = hash;
            size++;
        }
        numbers[place] = seen.number();
        contents[place] = seen.content() | seen.change().ordinal() << CONTENT_BITS;
        if (size > names.length / 4 * 3 && size < MOST) {
            grow();
        }
    }

    /** Whether it takes no further name. */
    boolean isFull() {
        return size == MOST;
    }

    private int place(long hash) {
        int place = (int) hash & (names.length - 1);
        while (names[place] != 0 && names[place] != hash) {
            place = (place + 1) & (names.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldNames = names;
        int[] oldNumbers = numbers;
        int[] oldContents = contents;
        names = new long[oldNames.length * 2];
        numbers = new int[names.length];
        contents = new int[names.length];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != 0) {
                int place = place(oldNames[i]);
                names[place] = oldNames[i];
                numbers[place] = oldNumbers[i];
                contents[place] = oldContents[i];
            }
        }
    }

    /** FNV-1a and a finish that spreads every bit; never 0. */
    private static long mixed(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
