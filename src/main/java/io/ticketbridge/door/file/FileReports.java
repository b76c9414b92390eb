package io.ticketbridge.door.file;

import io.ticketbridge.ledger.AuditTrail;
import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends files: writes what became of them beside the place where they will rest, then moves them there, then tells the
 * ledger. A crash between two of these is made good by doing them again.
 */
public final class FileReports {

    static final String REPORT = ".report.csv";
    static final String SUMMARY = ".summary.json";
    static final String REJECTS = ".rejects.csv";

    /** What is put behind a file's name for the names of its reports. */
    static final List<String> SUFFIXES = List.of(REPORT, SUMMARY, REJECTS);

    private static final Logger LOG = LoggerFactory.getLogger(FileReports.class);

    private final Batches batches;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final Inbox inbox;
    private final UnfinishedFiles unfinished;

    FileReports(Ledger ledger, Inbox inbox, UnfinishedFiles unfinished) {
        this.batches = ledger.batches();
        this.auditTrail = ledger.auditTrail();
        this.clock = ledger.clock();
        this.inbox = inbox;
        this.unfinished = unfinished;
    }

    /**
     * Step of the {@code file-report} route: reports on a file whose rows rest, and moves it out of {@code taken/}; or
     * reports anew on one that was out before its rows moved again.
     */
    public void finish(@Body UnfinishedFiles.Unfinished file) {
        try {
            end(file);
        } catch (IOException e) {
            LOG.warn(
                    "The report on {} cannot be written, and is tried again: {}",
                    TextForPeople.quoted(file.file().getFileName().toString()),
                    e.toString());
        }
    }

    private void end(UnfinishedFiles.Unfinished file) throws IOException {
        Batches.Batch batch = batches.find(file.batch()).orElseThrow();
        if (file.failure().isPresent() && batch.failure().isEmpty()) {
            refused(file.file(), file.failure().get()); // the right file came meanwhile, and the batch goes on with it
        } else if (!inbox.isResting(file.file())) {
            Path folder = file.failure().isPresent() ? inbox.failed() : inbox.done();
            report(batch, file, folder.resolve(file.file().getFileName()));
        } else if (areThere(batch.id(), file.file())) {
            report(batch, file, file.file());
        } else {
            LOG.info("{} and its reports have been moved away; they stay as they are", quoted(batch));
            batches.finish(batch, batch.path());
            unfinished.remove(file.file());
        }
    }

    private void report(Batches.Batch batch, UnfinishedFiles.Unfinished file, Path target) throws IOException {
        Path source = exists(file.file()) ? file.file() : target;
        BatchReport report = new BatchReport(batches, batch);
        try (AtomicFile rows = AtomicFile.prepare(beside(target, REPORT), report::writeTo);
                AtomicFile summary = AtomicFile.prepare(
                        beside(target, SUMMARY),
                        Summary.of(batch, report.sums(), file.failure(), Optional.of(clock.instant()))::writeTo)) {
            if (!report.sums().isAtRest()) {
                return; // a replay was faster than this report
            }
            rejects(batch, file, source, target, report.sums());
            unfinished.move(() -> {
                rows.publish();
                summary.publish();
                if (!source.equals(target)) {
                    InterimReports.remove(source);
                    inbox.retire(source, target.getParent());
                }
            });
        }
        batches.finish(batch, target.toString()); // where rows have moved meanwhile, it is reported on once more
        unfinished.remove(file.file());
        BatchSums sums = report.sums();
        LOG.info(
                "{} is in {}: {} rows: {}",
                quoted(batch),
                target.getParent().getFileName(),
                sums.rows(),
                sums.inWords());
    }

    /** Without rejected rows there is no such file, also where there was one before a replay. */
    private void rejects(Batches.Batch batch, UnfinishedFiles.Unfinished file, Path source, Path target, BatchSums sums)
            throws IOException {
        Path rejects = beside(target, REJECTS);
        if (sums.rejected() == 0) {
            Files.deleteIfExists(rejects);
        } else if (exists(source) && !isChanged(file.failure())) {
            try {
                AtomicFile.write(
                        rejects, new RejectsFile(batches, batch.id(), source, ColumnsInForce.of(batch))::write);
            } catch (UnusableFileException e) {
                LOG.warn("{} cannot repeat its rejected rows: {}", quoted(batch), e.getMessage());
            }
        }
    }

    /** Whether the reports beside a file are those of this batch. */
    static boolean areThere(String batch, Path file) {
        return Summary.batchOf(beside(file, SUMMARY)).filter(batch::equals).isPresent();
    }

    /** The rows of a changed file are not those that were taken: they cannot be repeated. */
    private static boolean isChanged(Optional<Reason> failure) {
        return failure.map(Reason::code)
                .filter(UnusableFileException.CHANGED::equals)
                .isPresent();
    }

    /** Moves a file of which nothing was taken into {@code failed/}, with the reason beside it. */
    void refused(Path file, Reason reason) throws IOException {
        String name = file.getFileName().toString();
        Instant now = clock.instant();
        auditTrail.record(
                "file-refused", Optional.empty(), Map.of("file", name, "code", reason.code(), "reason", reason.text()));
        AtomicFile.write(beside(inbox.failed().resolve(name), SUMMARY), Summary.ofRefused(name, reason, now)::writeTo);
        unfinished.move(() -> {
            InterimReports.remove(file);
            inbox.retire(file, inbox.failed());
        });
        unfinished.remove(file);
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static String quoted(Batches.Batch batch) {
        return TextForPeople.quoted(batch.name());
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
