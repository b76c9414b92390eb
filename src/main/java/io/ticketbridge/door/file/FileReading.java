package io.ticketbridge.door.file;

import io.ticketbridge.intake.IncomingTicket;
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
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One reading of a batch, from where the ledger says it stands, chunk by chunk. Not thread-safe. */
public final class FileReading implements Iterator<Chunk>, Closeable {

    static final String DOOR = "file";

    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 2 << 20;

    private final Path file;
    private final String batch;
    private final RowReader rows;
    private final Set<Long> first;
    private final BooleanSupplier stopping;
    private final PrefixHash prefix;

    private Optional<FileRow> ahead = Optional.empty();
    private boolean ended;
    private Optional<Reason> broken = Optional.empty();

    /** A reading of a file without a first sample. */
    FileReading(Path file, String batch, OpenRows rows, Optional<Batches.Position> position, BooleanSupplier stopping) {
        this(file, batch, rows, Set.of(), position, stopping);
    }

    /**
     * @param first the rows of its first sample
     * @param stopping asked before each chunk; once true, the rest is left for the next reading
     * @throws UnusableFileException when the rows up to the position are not those that were read then
     */
    FileReading(
            Path file,
            String batch,
            OpenRows rows,
            Set<Long> first,
            Optional<Batches.Position> position,
            BooleanSupplier stopping) {
        this.file = file;
        this.batch = batch;
        this.rows = rows;
        this.prefix = new PrefixHash(rows.columns());
        this.first = first;
        this.stopping = stopping;
        advance();
        position.filter(known -> known.rows() > 0).ifPresent(this::skipTo);
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
        return ahead.isPresent() && !stopping.getAsBoolean();
    }

    @Override
    public Chunk next() {
        if (ahead.isEmpty()) {
            throw new NoSuchElementException();
        }
        List<IncomingTicket> tickets = new ArrayList<>();
        long characters = 0;
        long last = 0;
        while (ahead.isPresent() && tickets.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
            FileRow row = ahead.get();
            prefix.add(row.raw());
            tickets.add(ticket(row));
            characters += row.size();
            last = row.number();
            advance();
        }
        return new Chunk(tickets, new Batches.Position(batch, last, prefix.hex()));
    }

    private IncomingTicket ticket(FileRow row) {
        return new IncomingTicket(
                DOOR,
                row.fields(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(new Identity(Identity.Kind.FILE, row.key().orElse(batch + ":" + row.number()))),
                Optional.of(new BatchRow(batch, row.number(), first.contains(row.number()))),
                Optional.empty(),
                false,
                row.corrects(),
                row.flaw());
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
        return batch;
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
