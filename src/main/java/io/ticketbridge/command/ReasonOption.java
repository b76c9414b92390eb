package io.ticketbridge.command;

import io.ticketbridge.ledger.Replays.Order;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every command by which a person changes what becomes of tickets. */
final class ReasonOption {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; told to the audit.")
    private Optional<String> reason = Optional.empty();

    Order order() {
        return new Order(System.getProperty("user.name"), reason);
    }
}
