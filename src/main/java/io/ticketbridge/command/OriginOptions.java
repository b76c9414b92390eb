package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.TicketOrigin;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which tickets are chosen by where they came from. */
final class OriginOptions {

    @Option(
            names = "--batch",
            paramLabel = "BATCH",
            description =
                    "Of one file: its batch's id, the beginning of it (6 characters or more), or the file's name.")
    private Optional<String> batch = Optional.empty();

    @Option(names = "--door", paramLabel = "DOOR", description = "Of one door: rest, file, queue or your own.")
    private Optional<String> door = Optional.empty();

    @Option(names = "--application", paramLabel = "ID", description = "Of one application.")
    private Optional<String> application = Optional.empty();

    boolean isEmpty() {
        return batch.isEmpty() && door.isEmpty() && application.isEmpty();
    }

    /** Empty when the batch's name means none, or several; that is then said. */
    Optional<TicketOrigin> origin(Batches batches, PrintWriter err) {
        if (batch.isEmpty()) {
            return Optional.of(new TicketOrigin(batch, door, application));
        }
        return BatchChoice.find(batches::named, batch.get(), err)
                .map(found -> new TicketOrigin(Optional.of(found.id()), door, application));
    }
}
