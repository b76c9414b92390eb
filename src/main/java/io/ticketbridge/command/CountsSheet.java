package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Inspection.Counts;
import io.ticketbridge.ledger.State;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How many tickets are where, for programs and for people. The doors every bridge has are always there. */
final class CountsSheet {

    private static final List<String> DOORS = List.of("rest", "file", "queue");

    private final Counts counts;
    private final Map<String, Map<State, Long>> doors = new LinkedHashMap<>();

    CountsSheet(Counts counts) {
        this.counts = counts;
        DOORS.forEach(door -> doors.put(door, Map.of()));
        doors.putAll(new TreeMap<>(counts.byDoor()));
    }

    void putStates(ObjectNode json) {
        putStates(json.putObject("states"), this::total);
        ObjectNode byDoor = json.putObject("doors");
        doors.forEach((door, states) -> putStates(byDoor.putObject(door), count(states)));
        json.put("parked", counts.parked());
    }

    void putAgesAndDoubles(ObjectNode json) {
        json.put("oldestWaitingSeconds", seconds());
        json.put("possibleDoubles", counts.possibleDoubles());
        json.put("secondTickets", counts.secondTickets());
    }

    void print(PrintWriter out) {
        Table table = new Table(cells("door", Stream.of(State.values()).map(State::label)));
        doors.forEach((door, states) -> table.row(cells(door, counted(count(states)))));
        table.row(cells("all", counted(this::total))).print(out);
        out.println();
        out.println("parked, waiting for a person: " + counts.parked());
        out.println("possible doubles: " + counts.possibleDoubles() + ", of which the upstream shows a second ticket: "
                + counts.secondTickets());
        counts.oldestWaitingSeconds()
                .ifPresent(seconds -> out.println("oldest ticket that is not at rest: " + seconds + " s"));
    }

    private Long seconds() {
        return counts.oldestWaitingSeconds().isPresent()
                ? counts.oldestWaitingSeconds().getAsLong()
                : null;
    }

    private long total(State state) {
        return counts.byDoor().values().stream()
                .mapToLong(states -> count(states).applyAsLong(state))
                .sum();
    }

    private static ToLongFunction<State> count(Map<State, Long> states) {
        return state -> states.getOrDefault(state, 0L);
    }

    private static void putStates(ObjectNode json, ToLongFunction<State> count) {
        Arrays.stream(State.values()).forEach(state -> json.put(state.label(), count.applyAsLong(state)));
    }

    private static Stream<String> counted(ToLongFunction<State> count) {
        return Stream.of(State.values()).map(state -> String.valueOf(count.applyAsLong(state)));
    }

    private static List<String> cells(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }
}
