package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Intent;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tells callers in this process that an intent has come to rest. A hint like any other: who waits must also look into
 * the ledger, before and after. Thread-safe.
 */
public final class RestingIntents {

    private final ConcurrentMap<String, Set<CompletableFuture<Intent>>> waiting = new ConcurrentHashMap<>();

    /** Completes with the intent when it rests; completing or cancelling the future forgets it. */
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

    /** Called after each commit that brought an intent to rest. */
    public void rested(Intent intent) {
        Set<CompletableFuture<Intent>> futures = waiting.get(intent.key());
        if (futures != null) {
            futures.forEach(future -> future.complete(intent));
        }
    }
}
