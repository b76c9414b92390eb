package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files in {@code taken/} with nothing more to read, which stay until each of their rows rests. Only a memory: after a
 * restart it fills again from the folder and the ledger. Thread-safe.
 */
public final class UnfinishedFiles {

    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);
    /** How often the ledger is asked for files that an engine, dead since, had moved and not finished. */
    private static final Duration BETWEEN_RECOVERIES = Duration.ofSeconds(2);

    private static final Duration FOR_OTHERS = Duration.ofSeconds(30);

    /** Looking at a large batch takes a while; it is looked at for at most this part of the time. */
    private static final int REST_BETWEEN_LOOKS = 10;

    /** @param failure why its reading broke off */
    record Unfinished(Path file, String batch, Optional<Reason> failure) {}

    private final Batches batches;
    private final Inbox inbox;
    private final TakenFiles taken;
    private final Clock clock;
    private final Map<Path, Unfinished> files = new ConcurrentHashMap<>();
    private final Map<Path, Instant> notBefore = new ConcurrentHashMap<>();
    private final Object moving = new Object();
    private final LostFiles lost;
    private Instant nextRecovery = Instant.MIN;

    /** Something to do with the places of files. */
    interface Step {
        void run() throws IOException;
    }

    UnfinishedFiles(Batches batches, Inbox inbox, TakenFiles taken, Clock clock) {
        this.batches = batches;
        this.inbox = inbox;
        this.lost = new LostFiles(inbox);
        this.taken = taken;
        this.clock = clock;
    }

    void add(Path file, String batch, Optional<Reason> failure) {
        files.put(file, new Unfinished(file, batch, failure));
        notBefore.remove(file);
    }

    /** The file has left {@code taken/}. */
    void remove(Path file) {
        files.remove(file);
        notBefore.remove(file);
        taken.giveBack(file);
    }

    /** Leaves a file alone for a while that could not be read now. */
    void retryLater(Path file) {
        if (isThere(file)) {
            notBefore.put(file, clock.instant().plus(AFTER_A_FAULT));
        } else {
            remove(file);
        }
    }

    /** Those that lie in {@code taken/}, by their place. */
    Map<Path, Unfinished> inTaken() {
        Map<Path, Unfinished> found = new HashMap<>(files);
        found.keySet().removeIf(inbox::isResting);
        return found;
    }

    /** Does something that is only to be done beside a file in {@code taken/}; meanwhile it stays there. */
    void ifInTaken(Path file, Step step) throws IOException {
        synchronized (moving) {
            if (files.containsKey(file) && isThere(file)) {
                step.run();
            }
        }
    }

    /** Moves a file out of {@code taken/}. */
    void move(Step step) throws IOException {
        synchronized (moving) {
            step.run();
        }
    }

    /** Whether this file in {@code taken/} is to be read now, and by this engine, whose own it is from then on. */
    boolean isToRead(Path file) {
        if (files.containsKey(file) || isInterim(file) || !isTime(file) || !taken.own(file)) {
            return false;
        }
        if (!isThere(file)) {
            taken.giveBack(file); // another engine has ended it since the folder was listed
            return false;
        }
        return true;
    }

    /** A report that lies beside a file in {@code taken/}, or did before that was lost from there. */
    private boolean isInterim(Path file) {
        return inbox.reported(file)
                .filter(reported -> inbox.isTaken(reported.getFileName().toString())
                        || batches.openAt(reported.toString()).isPresent())
                .isPresent();
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isTime(Path file) {
        return !notBefore.getOrDefault(file, Instant.MIN).isAfter(clock.instant());
    }

    /** Those whose rows all rest. One that is given is not given again for a while, should its report fail. */
    public synchronized List<Unfinished> atRest() {
        if (!nextRecovery.isAfter(clock.instant())) {
            recover();
            nextRecovery = clock.instant().plus(BETWEEN_RECOVERIES);
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
        return batches.isAtRest(batch.id());
    }

    /**
     * Finds those that were moved just before a crash and not yet finished in the ledger, and those whose rows moved
     * again after they were finished.
     */
    private void recover() {
        List<Batches.Batch> open = batches.open();
        lost.look(open);
        for (Batches.Batch batch : open) {
            Path file = Path.of(batch.path());
            if (!files.containsKey(file) && isOutOfTaken(batch.id(), file) && taken.own(file)) {
                if (isOutOfTaken(batch.id(), file)) {
                    files.putIfAbsent(file, new Unfinished(file, batch.id(), batch.failure()));
                    leaveToOthers(batch.id(), file);
                } else {
                    taken.giveBack(file); // another engine has just finished it
                }
            }
        }
    }

    private boolean isOutOfTaken(String batch, Path file) {
        boolean moved = inbox.taken().equals(file.getParent())
                && !isThere(file)
                && Stream.of(inbox.done(), inbox.failed())
                        .anyMatch(folder -> isThere(folder.resolve(file.getFileName())));
        return (moved || inbox.isResting(file))
                && batches.find(batch)
                        .filter(found -> found.state().equals("delivering"))
                        .isPresent();
    }

    /** Where its reports are not here, another machine with an inbox of the same name may have them. */
    private void leaveToOthers(String batch, Path file) {
        if (inbox.isResting(file) && !FileReports.areThere(batch, file)) {
            notBefore.put(file, clock.instant().plus(FOR_OTHERS));
        }
    }
}
