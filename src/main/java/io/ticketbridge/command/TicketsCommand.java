package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.TicketFilter;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tickets}: which tickets are in a state, or wait for a person, or may be doubled. */
@Command(
        name = "tickets",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists tickets, the newest first: those in a state, those that wait for a person, those that Socialboards may hold"
                    + " twice. Reads the ledger, whether the bridge runs or not.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ticketbridge tickets --parked                       what waits for a person",
            "  ticketbridge tickets --possible-double              what may be there twice",
            "  ticketbridge tickets --state rejected,dead --since 2h",
            "  ticketbridge tickets --batch orders.csv --json | jq -r '.[].key'",
            "",
            "Exit code: 0, also when there is none; 1 no such batch, 2 wrong arguments, unusable configuration or ledger."
        })
final class TicketsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "accepted, sending, delivered, rejected, waiting, unknown or dead; several by commas.")
    private List<String> states = List.of();

    @Option(names = "--parked", description = "Only what waits for a person.")
    private boolean parked;

    @Option(names = "--possible-double", description = "Only those of which Socialboards may hold two tickets.")
    private boolean possibleDouble;

    @Mixin
    private OriginOptions origin;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = PointInTime.class,
            description = "Came in since then: 2026-11-21, 2026-11-21T20:15:00Z, or 90s, 30m, 2h, 7d ago.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many. Default: 100.")
    private int limit;

    @Option(names = "--json", description = "One JSON array on one line, for programs.")
    private boolean json;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    public Integer call() {
        if (limit < 1 || limit == Integer.MAX_VALUE) {
            throw wrong("--limit must be at least 1, and below " + Integer.MAX_VALUE);
        }
        Set<State> chosen = chosenStates();
        Settings settings = configuration.load().settings();
        return LedgerAccess.read(settings, ledger -> list(ledger, chosen)).orElseGet(() -> tell(List.of()));
    }

    private int list(Ledger ledger, Set<State> chosen) {
        return origin.origin(ledger.batches(), spec.commandLine().getErr())
                .map(from -> new TicketFilter(chosen, parked, possibleDouble, since, from))
                .map(filter -> tell(ledger.inspection().newest(filter, limit + 1)))
                .orElse(Exit.NOT_AS_IT_SHOULD);
    }

    private int tell(List<Intent> found) {
        List<Intent> shown = found.subList(0, Math.min(limit, found.size()));
        print(shown);
        if (shown.size() < found.size()) {
            spec.commandLine()
                    .getErr()
                    .println("ticketbridge: there are more than these " + limit + ": --limit N shows more.");
        }
        return Exit.FINE;
    }

    private Set<State> chosenStates() {
        Set<State> chosen = EnumSet.noneOf(State.class);
        for (String name : states) {
            chosen.add(Arrays.stream(State.values())
                    .filter(state -> state.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("--state must be one of "
                            + Arrays.stream(State.values()).map(State::label).collect(Collectors.joining(", "))
                            + ", not " + Printable.of(name))));
        }
        return chosen;
    }

    private void print(List<Intent> tickets) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            tickets.forEach(ticket -> array.add(TicketSheet.json(ticket)));
            out.println(array);
        } else if (tickets.isEmpty()) {
            out.println("no such ticket");
        } else {
            Table table = new Table(TicketSheet.HEADS);
            tickets.forEach(ticket -> table.row(TicketSheet.cells(ticket)));
            table.print(out);
        }
        out.flush();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
