package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Inspection.Counts;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.State;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How the tickets stand, for programs and for people. The doors every bridge has are always there. */
final class StatusReport {

    private static final List<String> DOORS = List.of("rest", "file", "queue");

    private final Counts counts;
    private final List<Gate> gates;
    private final List<String> lostFiles;
    private final Map<String, Map<State, Long>> doors = new LinkedHashMap<>();

    private StatusReport(Counts counts, List<Gate> gates, List<String> lostFiles) {
        this.lostFiles = lostFiles;
        this.counts = counts;
        // A list that cannot be read concerns nobody when nothing is looked for there.
        this.gates = gates.stream()
                .filter(gate -> counts.lookedFor() > 0 || !gate.isOfList())
                .toList();
        DOORS.forEach(door -> doors.put(door, Map.of()));
        doors.putAll(new TreeMap<>(counts.byDoor()));
    }

    static StatusReport of(Ledger ledger) {
        return new StatusReport(ledger.inspection().counts(), ledger.gates().all(), lostFiles(ledger));
    }

    /** Nothing came in yet. */
    static StatusReport empty() {
        return new StatusReport(new Counts(Map.of(), 0, 0, 0, OptionalLong.empty()), List.of(), List.of());
    }

    private static List<String> lostFiles(Ledger ledger) {
        return ledger.batches().open().stream()
                .flatMap(batch -> LostFile.of(batch).map(sentence -> batch.name() + ": " + sentence).stream())
                .toList();
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putStates(json.putObject("states"), this::total);
        ObjectNode byDoor = json.putObject("doors");
        doors.forEach((door, states) -> putStates(byDoor.putObject(door), count(states)));
        json.put("parked", counts.parked());
        putGates(json.putArray("halted"), GateInWords::isHalted);
        json.put("oldestWaitingSeconds", seconds());
        json.put("possibleDoubles", counts.possibleDoubles());
        json.put("secondTickets", counts.secondTickets());
        putGates(json.putArray("throttled"), GateInWords::isThrottled);
        lostFiles.forEach(json.putArray("lostFiles")::add);
        putGates(json.putArray("unreadableLists"), Gate::isOfList);
        return json.toString();
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
        gates.forEach(gate -> out.println(GateInWords.sentence(gate)));
        lostFiles.forEach(sentence -> out.println(Printable.of(sentence)));
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

    private void putGates(ArrayNode json, Predicate<Gate> which) {
        gates.stream().filter(which).forEach(gate -> json.addObject()
                .put("scope", gate.scope())
                .put("since", gate.since().toString())
                .put("until", gate.until().map(Object::toString).orElse(null))
                .put("code", gate.reason().code())
                .put("reason", gate.reason().text()));
    }

    private static Stream<String> counted(ToLongFunction<State> count) {
        return Stream.of(State.values()).map(state -> String.valueOf(count.applyAsLong(state)));
    }

    private static List<String> cells(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }
}
