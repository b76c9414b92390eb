package io.ticketbridge.door.file;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.IncomingTicket;
import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** Reads a file and checks its rows as the file door would, and takes nothing. */
public final class DryRun {

    private static final String NO_BATCH = "dry-run";

    private final Admission admission;

    public DryRun(Admission admission) {
        this.admission = admission;
    }

    /** @param rows that could be read; {@code invalid} of them would be rejected at the door */
    public record Result(long rows, long invalid) {}

    /**
     * @param invalid told each invalid row and its reason, in order
     * @throws UnusableFileException when the file, or the rest of it, cannot be read as tickets
     */
    public Result read(Path file, ObjLongConsumer<Reason> invalid) throws IOException {
        BatchFile identified = BatchFile.identify(file.toRealPath());
        long rows = 0;
        long wrong = 0;
        try (FileReading reading =
                new FileReading(file, NO_BATCH, OpenRows.of(identified), Set.of(), Optional.empty(), () -> false)) {
            while (reading.hasNext()) {
                for (IncomingTicket ticket : reading.next().tickets()) {
                    rows++;
                    Optional<Reason> reason = rejection(ticket);
                    if (reason.isPresent()) {
                        wrong++;
                        invalid.accept(
                                reason.get(), ticket.row().map(BatchRow::row).orElse(rows));
                    }
                }
            }
            if (reading.broken().isPresent()) {
                Reason broken = reading.broken().get();
                throw new UnusableFileException(
                        broken.code(), "After row " + rows + " nothing more can be read: " + broken.text());
            }
        }
        return new Result(rows, wrong);
    }

    private Optional<Reason> rejection(IncomingTicket ticket) {
        return admission.check(ticket).submission().flatMap(Submission::rejection);
    }
}
