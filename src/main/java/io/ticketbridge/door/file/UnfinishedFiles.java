package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files in {@code taken/} with nothing more to read, which stay until each of their rows rests. Only a memory: after a
 * restart it fills again from the folder and the ledger. Thread-safe.
 */
public final class UnfinishedFiles {

    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);
    /** Looking at a large batch takes a while; it is looked at for at most this part of the time. */
    private static final int REST_BETWEEN_LOOKS = 10;

    /** @param failure why its reading broke off */
    record Unfinished(Path file, String batch, Optional<Reason> failure) {}

    private final Batches batches;
    private final Inbox inbox;
    private final Clock clock;
    private final Map<Path, Unfinished> files = new ConcurrentHashMap<>();
    private final Map<Path, Instant> notBefore = new ConcurrentHashMap<>();
    private boolean recovered;

    UnfinishedFiles(Batches batches, Inbox inbox, Clock clock) {
        this.batches = batches;
        this.inbox = inbox;
        this.clock = clock;
    }

    void add(Path file, String batch, Optional<Reason> failure) {
        files.put(file, new Unfinished(file, batch, failure));
        notBefore.remove(file);
    }

    void remove(Path file) {
        files.remove(file);
        notBefore.remove(file);
    }

    /** Leaves a file alone for a while that could not be read now. */
    void retryLater(Path file) {
        notBefore.put(file, clock.instant().plus(AFTER_A_FAULT));
    }

    /** Whether this file in {@code taken/} is to be read now. */
    boolean isToRead(Path file) {
        return !files.containsKey(file) && isTime(file);
    }

    private boolean isTime(Path file) {
        return !notBefore.getOrDefault(file, Instant.MIN).isAfter(clock.instant());
    }

    /** Those whose rows all rest. One that is given is not given again for a while, should its report fail. */
    public synchronized List<Unfinished> atRest() {
        if (!recovered) {
            recover();
            recovered = true;
        }
        return files.values().stream()
                .filter(file -> isTime(file.file()))
                .filter(this::isAtRest)
                .toList();
    }

    private boolean isAtRest(Unfinished file) {
        Instant before = clock.instant();
        boolean atRest = batches.find(file.batch()).map(this::isAtRest).orElse(true);
        Instant after = clock.instant();
        Duration pause = Duration.between(before, after).multipliedBy(REST_BETWEEN_LOOKS);
        notBefore.put(file.file(), after.plus(atRest ? AFTER_A_FAULT : pause.compareTo(SOON) > 0 ? pause : SOON));
        return atRest;
    }

    private boolean isAtRest(Batches.Batch batch) {
        if (batch.repeats().isPresent()) {
            return batches.find(batch.repeats().get())
                    .map(original -> !original.state().equals("reading"))
                    .orElse(true);
        }
        Batches.Sums sums = batches.sums(batch.id());
        return sums.waiting() == 0 && sums.unknown() == sums.parked();
    }

    /** Finds those that were moved to {@code done/} just before a crash, and not yet finished in the ledger. */
    private void recover() {
        for (Batches.Batch batch : batches.open()) {
            Path taken = Path.of(batch.path());
            if (batch.state().equals("delivering")
                    && !Files.exists(taken)
                    && Files.exists(inbox.done().resolve(taken.getFileName()))) {
                add(taken, batch.id(), Optional.empty());
            }
        }
    }
}
