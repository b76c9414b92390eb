package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports on files whose rows do not all rest yet, beside them in {@code taken/}: rewritten when a row has moved, one
 * file after the other, for at most a tenth of the time. The final report takes their place.
 */
public final class InterimReports {

    private static final Logger LOG = LoggerFactory.getLogger(InterimReports.class);

    /** Most small files are through before. */
    private static final Duration FIRST_AFTER = Duration.ofSeconds(1);

    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(2);
    private static final int REST_FOR_WORK = 9;

    /** @param written when the last writing began; empty = there was none yet */
    private record Turn(Instant due, Optional<Instant> written) {}

    private final Batches batches;
    private final UnfinishedFiles unfinished;
    private final Clock clock;
    private final Map<Path, Turn> turns = new ConcurrentHashMap<>();
    private Instant rested = Instant.MIN;

    InterimReports(Batches batches, UnfinishedFiles unfinished, Clock clock) {
        this.batches = batches;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    /**
     * Step of the {@code file-interim} route: writes the report that is due longest, where the time is there for it.
     */
    public synchronized void writeNext() {
        Instant now = clock.instant();
        if (rested.isAfter(now)) {
            return;
        }
        Optional<UnfinishedFiles.Unfinished> next = next(now);
        if (next.isPresent()) {
            Path file = next.get().file();
            try {
                write(next.get(), turns.get(file).written(), now);
            } catch (IOException e) {
                LOG.warn(
                        "The interim report on {} cannot be written: {}",
                        TextForPeople.quoted(file.getFileName().toString()),
                        e.toString());
            } finally {
                Duration rest = Duration.between(now, clock.instant()).multipliedBy(REST_FOR_WORK);
                rested = clock.instant().plus(rest);
                Instant due = rested.isAfter(now.plus(AT_MOST_EVERY)) ? rested : now.plus(AT_MOST_EVERY);
                turns.computeIfPresent(file, (same, turn) -> new Turn(due, turn.written()));
            }
        }
    }

    private Optional<UnfinishedFiles.Unfinished> next(Instant now) {
        Map<Path, UnfinishedFiles.Unfinished> files = unfinished.inTaken();
        turns.keySet().retainAll(files.keySet());
        files.keySet().forEach(file -> turns.putIfAbsent(file, new Turn(now.plus(FIRST_AFTER), Optional.empty())));
        return turns.entrySet().stream()
                .filter(turn -> !turn.getValue().due().isAfter(now))
                .min(Comparator.comparing(turn -> turn.getValue().due()))
                .map(turn -> files.get(turn.getKey()));
    }

    private void write(UnfinishedFiles.Unfinished file, Optional<Instant> before, Instant now) throws IOException {
        Optional<Batches.Batch> batch = batches.find(file.batch());
        if (batch.isPresent() && hasMoved(file.batch(), before)) {
            write(batch.get(), file.file());
            turns.computeIfPresent(file.file(), (same, turn) -> new Turn(turn.due(), Optional.of(now)));
        }
    }

    /** What moved while the last report was written may not be in it. */
    private boolean hasMoved(String batch, Optional<Instant> before) {
        return before.isEmpty()
                || batches.lastMove(batch)
                        .filter(move -> !move.isBefore(before.get().minusMillis(1)))
                        .isPresent();
    }

    private void write(Batches.Batch batch, Path file) throws IOException {
        BatchReport report = new BatchReport(batches, batch);
        try (AtomicFile rows = AtomicFile.prepare(FileReports.beside(file, FileReports.REPORT), report::writeTo);
                AtomicFile summary = AtomicFile.prepare(
                        FileReports.beside(file, FileReports.SUMMARY),
                        Summary.of(batch, report.sums(), batch.failure(), Optional.empty())::writeTo)) {
            unfinished.ifInTaken(file, () -> {
                rows.publish();
                summary.publish();
            });
        }
    }

    /** Removes what lies beside a file in {@code taken/}. */
    static void remove(Path file) throws IOException {
        for (String suffix : List.of(FileReports.REPORT, FileReports.SUMMARY)) {
            Files.deleteIfExists(FileReports.beside(file, suffix));
            new AtomicFile(FileReports.beside(file, suffix)).close();
        }
    }
}
