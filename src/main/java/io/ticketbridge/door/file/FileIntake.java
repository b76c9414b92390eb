package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Upstream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the {@code file-read} route: from a claimed file to a batch that has been read to its end. Where a file
 * stands is told by its folder and the ledger alone, so that a restart goes on by the same steps.
 */
public final class FileIntake {

    /** Exchange property: the claimed file's path. */
    public static final String FILE = "ticketbridgeFile";

    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);

    private final Batches batches;
    private final ColumnsInForce columnsInForce;
    private final Upstream upstream;
    private final Repetitions repetitions;
    private final FirstSample firstSample;
    private final UnfinishedFiles unfinished;
    private final FileReports reports;

    FileIntake(
            Ledger ledger,
            Upstream upstream,
            FirstSample firstSample,
            UnfinishedFiles unfinished,
            FileReports reports) {
        this.batches = ledger.batches();
        this.columnsInForce = new ColumnsInForce(ledger);
        this.upstream = upstream;
        this.repetitions = new Repetitions(batches, upstream);
        this.firstSample = firstSample;
        this.unfinished = unfinished;
        this.reports = reports;
    }

    /**
     * Identifies the file of the body, and begins its batch or goes on with it. The body is then an iterator of
     * {@link Chunk}, empty when there is nothing to read.
     *
     * @throws UnusableFileException when it is no file of tickets, or not the file that its batch was begun with
     */
    public void begin(Exchange exchange) throws Exception {
        Path file = exchange.getMessage().getMandatoryBody(File.class).toPath();
        exchange.setProperty(FILE, file);
        ReadingEnd end = new ReadingEnd(unfinished, file);
        exchange.getExchangeExtension().addOnCompletion(end);
        Optional<FileReading> reading = begin(file, () -> exchange.getContext().isStopping());
        reading.ifPresent(end::closes);
        exchange.getMessage().setBody(reading.<Object>map(opened -> opened).orElse(Collections.emptyIterator()));
    }

    private Optional<FileReading> begin(Path file, BooleanSupplier stopping) throws IOException {
        if (!unfinished.isToRead(file)) {
            return Optional.empty(); // it was read to its end since the folder was listed
        }
        Optional<Batches.Batch> own = openBatchOf(file);
        if (own.isPresent()) {
            return goOn(file, own.get(), stopping);
        }
        BatchFile identified = BatchFile.identify(file);
        Optional<Batches.Batch> same = batches.find(identified.batch(upstream));
        Columns columns = same.isPresent() ? ColumnsInForce.of(same.get()) : columnsInForce.of(file, identified);
        OpenRows rows = OpenRows.of(identified, columns);
        if (same.isEmpty()) {
            SortedSet<Long> first = firstSample.of(identified, columns, identified.batch(upstream));
            Batches.Batch batch = batches.begin(
                    identified.batch(upstream),
                    name(file),
                    file.toString(),
                    upstream,
                    Optional.empty(),
                    Batches.Order.NONE.withColumns(columns.ordered()).withFirst(first));
            if (!batch.path().equals(file.toString())) {
                rows.close();
                repeat(file, batch); // equal bytes under another name were a moment faster
                return Optional.empty();
            }
            FileReading reading = reading(file, batch, rows, stopping);
            if (!first.isEmpty()) {
                LOG.info(
                        "{}: a sample of {} rows goes first; when it is well, go on with: batch resume {}",
                        quoted(file),
                        first.size(),
                        batch.id());
            }
            return Optional.of(reading);
        }
        Placing.await(Path.of(same.get().path()));
        if (isToGoOnWith(file, same.get())) {
            batches.reopen(same.get().id(), file.toString());
            return Optional.of(reading(file, same.get(), rows, stopping));
        }
        rows.close();
        repeat(file, same.get());
        return Optional.empty();
    }

    private Optional<Batches.Batch> openBatchOf(Path file) {
        return batches.openAt(file.toString());
    }

    private Optional<FileReading> goOn(Path file, Batches.Batch batch, BooleanSupplier stopping) throws IOException {
        if (batch.repeats().isPresent()) {
            batches.readToEnd(batch.id());
        }
        if (batch.repeats().isPresent() || !batch.state().equals("reading")) {
            unfinished.add(file, batch.id(), batch.failure());
            return Optional.empty();
        }
        BatchFile identified = BatchFile.identify(file);
        OpenRows rows = OpenRows.of(identified, ColumnsInForce.of(batch));
        if (!batch.id().startsWith(identified.digest())) {
            try (rows) {
                throw Divergence.of(batches, batch, rows);
            }
        }
        return Optional.of(reading(file, batch, rows, stopping));
    }

    private FileReading reading(Path file, Batches.Batch batch, OpenRows rows, BooleanSupplier stopping) {
        if (batch.rows() == 0) {
            LOG.info("{} is batch {}; reading it", quoted(file), batch.id());
        } else {
            LOG.info("{}: going on after row {}", quoted(file), batch.rows());
        }
        return new FileReading(file, rows, TakenBatch.of(batches, batch), stopping);
    }

    /** Its file was lost from {@code taken/} or changed there; this is the file again, with its own bytes. */
    static boolean isToGoOnWith(Path file, Batches.Batch same) {
        return !same.path().equals(file.toString()) && lacksItsFile(same);
    }

    /** Its file was lost from {@code taken/} or changed there. */
    static boolean lacksItsFile(Batches.Batch same) {
        boolean changed = same.failure()
                .map(Reason::code)
                .filter(UnusableFileException.CHANGED::equals)
                .isPresent();
        boolean lost = same.state().equals("reading") && !Files.exists(Path.of(same.path()));
        return changed || lost;
    }

    private void repeat(Path file, Batches.Batch same) throws IOException {
        Optional<Columns> other = ColumnsSidecar.read(file).filter(columns -> !columns.equals(ColumnsInForce.of(same)));
        Batches.Batch repetition = repetitions.begin(file, same, other);
        unfinished.add(file, repetition.id(), Optional.empty());
        LOG.info("{} repeats batch {}; nothing of it is taken again", quoted(file), same.id());
        if (other.isPresent()) {
            LOG.warn("{}: {}", quoted(file), Summary.otherColumns(same.id()));
        }
    }

    /** Ends the reading: nothing more to read, or broken off where nothing more can be read, or left for later. */
    public void end(@Body Object body) {
        if (!(body instanceof FileReading reading) || !reading.isEnded()) {
            return;
        }
        if (reading.broken().isPresent()) {
            batches.breakOff(reading.batch(), reading.broken().get());
            LOG.warn("{}: {}", quoted(reading.file()), reading.broken().get().text());
        } else {
            batches.readToEnd(reading.batch());
        }
        unfinished.add(reading.file(), reading.batch(), reading.broken());
    }

    /** Sets a file aside that cannot be used: at once, or when the rows that were taken of it rest. */
    public void refuse(
            @ExchangeProperty(FILE) Path file, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) UnusableFileException why)
            throws IOException {
        LOG.warn("{}: {}", quoted(file), why.getMessage());
        Optional<Batches.Batch> own = openBatchOf(file);
        if (own.isPresent()) {
            batches.breakOff(own.get().id(), why.reason());
            unfinished.add(file, own.get().id(), Optional.of(why.reason()));
        } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            reports.refused(file, why.reason());
        }
    }

    private static String quoted(Path file) {
        return TextForPeople.quoted(name(file));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
