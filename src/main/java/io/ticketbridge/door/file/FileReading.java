package io.ticketbridge.door.file;

import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.BatchControl;
import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.ledger.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One reading of a batch, from where the ledger says it stands, chunk by chunk. Not thread-safe. */
public final class FileReading implements Iterator<Chunk>, Closeable {

    static final String DOOR = "file";

    /** A commit of more would hold up the claims of tickets that are being delivered meanwhile. */
    private static final int MOST_ROWS = 100;

    private static final int MOST_CHARACTERS = 2 << 20;

    private final Path file;
    private final RowReader rows;
    private final TakenBatch batch;
    private final BooleanSupplier stopping;
    private final PrefixHash prefix;

    private Optional<FileRow> ahead = Optional.empty();
    private boolean ended;
    private Optional<Reason> broken = Optional.empty();

    /** A reading by who only looks. */
    FileReading(Path file, ForeseenBatch batch, OpenRows rows) {
        this(file, rows, batch, () -> false);
    }

    /**
     * @param stopping asked before each chunk; once true, the rest is left for the next reading
     * @throws UnusableFileException when the rows up to the batch's position are not those that were read then
     */
    FileReading(Path file, OpenRows rows, TakenBatch batch, BooleanSupplier stopping) {
        this.file = file;
        this.rows = rows;
        this.batch = batch;
        this.prefix = new PrefixHash(rows.columns());
        this.stopping = stopping;
        advance();
        batch.position().filter(known -> known.rows() > 0).ifPresent(this::skipTo);
    }

    private void skipTo(Batches.Position position) {
        for (long row = 1; row <= position.rows() && ahead.isPresent(); row++) {
            prefix.add(ahead.get().raw());
            advance();
        }
        if (!prefix.hex().equals(position.prefixHash())) {
            throw new UnusableFileException(
                    UnusableFileException.CHANGED,
                    "The first " + position.rows() + " rows are not those that were taken before.");
        }
    }

    @Override
    public boolean hasNext() {
        if (ahead.isPresent() && batch.isCancelled()) {
            breakOff(new Reason(
                    BatchControl.CANCELLED.code(),
                    "The batch was cancelled before its file was read to the end; of the rows after the last one that"
                            + " is reported nothing was taken."));
        }
        return ahead.isPresent() && !stopping.getAsBoolean();
    }

    @Override
    public Chunk next() {
        if (ahead.isEmpty()) {
            throw new NoSuchElementException();
        }
        List<FileRow> chunk = new ArrayList<>();
        long characters = 0;
        while (ahead.isPresent() && chunk.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
            FileRow row = ahead.get();
            prefix.add(row.raw());
            chunk.add(row);
            characters += row.size();
            advance();
        }
        Map<Long, String> corrected =
                batch.corrected(chunk.stream().map(FileReading::place).toList());
        List<IncomingTicket> tickets =
                chunk.stream().map(row -> ticket(row, corrected)).toList();
        long last = chunk.get(chunk.size() - 1).number();
        return new Chunk(tickets, new Batches.Position(batch.id(), last, prefix.hex()));
    }

    private IncomingTicket ticket(FileRow row, Map<Long, String> corrected) {
        boolean byPlace = row.corrects().isEmpty() && row.key().isEmpty();
        return new IncomingTicket(
                DOOR,
                row.fields(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(new Identity(Identity.Kind.FILE, identity(row, byPlace))),
                Optional.of(new BatchRow(batch.id(), row.number(), batch.first().contains(row.number()))),
                Optional.empty(),
                false,
                byPlace ? Optional.ofNullable(corrected.get(place(row))) : row.corrects(),
                row.flaw());
    }

    private String identity(FileRow row, boolean byPlace) {
        return byPlace ? batch.root() + ":" + place(row) : row.key().orElse(batch.id() + ":" + row.number());
    }

    /** The row of the corrected batch that this one is. */
    private static long place(FileRow row) {
        return row.number();
    }

    private void advance() {
        try {
            ahead = rows.next();
            ended = ahead.isEmpty();
        } catch (UnusableFileException e) {
            breakOff(e.reason());
        } catch (CharacterCodingException e) {
            breakOff(OpenRows.changed().reason());
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be read on", e);
        }
    }

    private void breakOff(Reason reason) {
        ahead = Optional.empty();
        ended = true;
        broken = Optional.of(reason);
    }

    Path file() {
        return file;
    }

    String batch() {
        return batch.id();
    }

    /** Whether there is nothing more to read; otherwise a later reading goes on. */
    boolean isEnded() {
        return ended;
    }

    /** Why the rows after the last one cannot be read. */
    Optional<Reason> broken() {
        return broken;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
