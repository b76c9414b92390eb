package io.ticketbridge.command;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Replays.Resting;
import io.ticketbridge.ledger.Replays.Selection;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which {@code replay} finds tickets that are not named one by one. */
final class ReplaySelection {

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "rejected, dead or parked (also: unknown). Default: all three, when another choice is made.")
    private List<String> states = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = PointInTime.class,
            description = "At rest since then or later: 2026-11-21, 2026-11-21T20:15:00Z, or 90s, 30m, 2h, 7d ago.")
    private Optional<Instant> since = Optional.empty();

    @Mixin
    private OriginOptions origin;

    boolean isEmpty() {
        return states.isEmpty() && since.isEmpty() && origin.isEmpty();
    }

    /** Empty when it names no batch, or several; that is then said. */
    Optional<Selection> selection(Batches batches, PrintWriter err) {
        return origin.origin(batches, err).map(from -> new Selection(resting(), since, from));
    }

    /** @throws IllegalArgumentException naming a state in which nothing can be replayed */
    Set<Resting> resting() {
        Set<Resting> resting = EnumSet.noneOf(Resting.class);
        states.forEach(state -> resting.add(resting(state)));
        return resting.isEmpty() ? EnumSet.allOf(Resting.class) : resting;
    }

    private static Resting resting(String state) {
        return switch (state) {
            case "rejected" -> Resting.REJECTED;
            case "dead" -> Resting.DEAD;
            case "parked", "unknown" -> Resting.PARKED;
            default ->
                throw new IllegalArgumentException(
                        "--state must be rejected, dead or parked: in any other state there is nothing to replay");
        };
    }
}
