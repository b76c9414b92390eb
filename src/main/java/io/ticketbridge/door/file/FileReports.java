package io.ticketbridge.door.file;

import io.ticketbridge.ledger.AuditTrail;
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

    /** Step of the {@code file-report} route: reports on a file whose rows rest, and moves it out of {@code taken/}. */
    public void finish(@Body UnfinishedFiles.Unfinished file) throws IOException {
        Batches.Batch batch = batches.find(file.batch()).orElseThrow();
        if (file.failure().isPresent() && batch.failure().isEmpty()) {
            refused(file.file(), file.failure().get()); // the right file came meanwhile, and the batch goes on with it
        } else {
            finish(file, batch);
        }
        unfinished.remove(file.file());
    }

    private void finish(UnfinishedFiles.Unfinished file, Batches.Batch batch) throws IOException {
        Path target = (file.failure().isPresent() ? inbox.failed() : inbox.done())
                .resolve(file.file().getFileName());
        Path source = exists(file.file()) ? file.file() : target;
        BatchReport report = new BatchReport(batches, batch);
        AtomicFile.write(beside(target, REPORT), report::writeRows);
        if (report.hasRejects() && exists(source) && !isChanged(file.failure())) {
            AtomicFile.write(
                    beside(target, REJECTS),
                    new RejectsFile(batches, batch.id(), source, ColumnsInForce.of(batch))::write);
        }
        AtomicFile.write(
                beside(target, SUMMARY), Summary.of(batch, report.sums(), file.failure(), clock.instant())::writeTo);
        if (source.equals(file.file())) {
            inbox.retire(source, target.getParent());
        }
        batches.finish(batch.id(), target.toString()); // changes nothing where the batch has failed already
        LOG.info(
                "{} is in {}: {}",
                TextForPeople.quoted(batch.name()),
                target.getParent().getFileName(),
                report.sums());
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
        inbox.retire(file, inbox.failed());
        unfinished.remove(file);
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
