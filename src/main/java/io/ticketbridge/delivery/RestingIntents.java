package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Intent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tells callers in this process that an intent has come to rest. A hint like any other, which may be lost: who waits
 * must also look into the ledger, from time to time and, for an intent that may have rested before, when the wait
 * begins. Those that rested last are remembered for who made one and comes to wait a moment late. Thread-safe.
 */
public final class RestingIntents {

    private static final int REMEMBERED = 1_000;

    private final ConcurrentMap<String, Set<CompletableFuture<Intent>>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Intent> last = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Intent> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * Completes with the intent as it was committed when it came to rest, completing or cancelling the future forgets
     * it.
     */
    public CompletableFuture<Intent> whenRested(String key) {
        CompletableFuture<Intent> future = new CompletableFuture<>();
        waiting.compute(key, (name, futures) -> {
            Set<CompletableFuture<Intent>> all = futures == null ? ConcurrentHashMap.newKeySet() : futures;
            all.add(future);
            return all;
        });
        future.whenComplete((intent, failure) -> waiting.computeIfPresent(key, (name, futures) -> {
            futures.remove(future);
            return futures.isEmpty() ? null : futures;
        }));
        return future;
    }

    /**
     * The intent as it last came to rest, if that was lately. It may have been revised or replayed since, but for who
     * made it and looks for the first time.
     */
    public Optional<Intent> lately(String key) {
        return Optional.ofNullable(last.get(key));
    }

    /** Called after each commit that brought an intent to rest. */
    public void rested(Intent intent) {
        last.put(intent.key(), intent);
        Set<CompletableFuture<Intent>> futures = waiting.get(intent.key());
        if (futures != null) {
            futures.forEach(future -> future.complete(intent));
        }
    }
}
