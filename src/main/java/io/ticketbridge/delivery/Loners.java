package io.ticketbridge.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the intent that keeps failing while others pass: then the fault is its own. Remembers in memory only; after a
 * restart it takes as many failures again. Not thread-safe; its owner locks.
 */
final class Loners {

    private static final int FAILURES = 3;
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Trouble> troubled = new LinkedHashMap<>();
    private long passes;

    /** @param failures with a pass of another intent between each two */
    private record Trouble(int failures, long passesThen) {}

    void passed(String key) {
        passes++;
        troubled.remove(key);
    }

    void failed(String key) {
        Trouble before = troubled.remove(key);
        troubled.put(key, before == null || passes > before.passesThen() ? more(before) : before);
        if (troubled.size() > MOST_KEYS) {
            troubled.remove(troubled.keySet().iterator().next());
        }
    }

    /** Whether one more failure of this intent, now, is one too many. */
    boolean isOut(String key) {
        Trouble before = troubled.get(key);
        return before != null && passes > before.passesThen() && before.failures() + 1 >= FAILURES;
    }

    private Trouble more(Trouble before) {
        return new Trouble(before == null ? 1 : before.failures() + 1, passes);
    }
}
