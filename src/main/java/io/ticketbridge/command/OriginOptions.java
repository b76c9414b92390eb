package io.ticketbridge.command;

import io.ticketbridge.ledger.TicketOrigin;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which tickets are chosen by where they came from. */
final class OriginOptions {

    @Option(names = "--batch", paramLabel = "ID", description = "Of one file, as its summary names the batch.")
    private Optional<String> batch = Optional.empty();

    @Option(names = "--door", paramLabel = "DOOR", description = "Of one door: rest, file, queue or your own.")
    private Optional<String> door = Optional.empty();

    @Option(names = "--application", paramLabel = "ID", description = "Of one application.")
    private Optional<String> application = Optional.empty();

    TicketOrigin origin() {
        return new TicketOrigin(batch, door, application);
    }
}
