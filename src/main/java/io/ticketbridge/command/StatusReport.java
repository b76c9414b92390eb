package io.ticketbridge.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Inspection.Counts;
import io.ticketbridge.ledger.Inspection.Standing;
import io.ticketbridge.ledger.Ledger;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** How the tickets stand and what holds them back, for programs and for people. */
final class StatusReport {

    private final Standing standing;
    private final List<Gate> gates;
    private final List<String> lostFiles;

    private StatusReport(Standing standing, List<Gate> gates, List<String> lostFiles) {
        this.standing = standing;
        this.lostFiles = lostFiles;
        // A list that cannot be read concerns nobody when nothing is looked for there.
        this.gates = gates.stream()
                .filter(gate -> standing.all().lookedFor() > 0 || !gate.isOfList())
                .toList();
    }

    static StatusReport of(Ledger ledger) {
        return new StatusReport(ledger.inspection().standing(), ledger.gates().all(), lostFiles(ledger));
    }

    /** Nothing came in yet. */
    static StatusReport empty() {
        Counts none = new Counts(Map.of(), 0, 0, 0, OptionalLong.empty());
        return new StatusReport(new Standing(none, Map.of()), List.of(), List.of());
    }

    private static List<String> lostFiles(Ledger ledger) {
        return ledger.batches().open().stream()
                .flatMap(batch -> LostFile.of(batch).map(sentence -> batch.name() + ": " + sentence).stream())
                .toList();
    }

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        CountsSheet all = new CountsSheet(standing.all());
        all.putStates(json);
        putGates(json.putArray("halted"), GateInWords::isHalted);
        all.putAgesAndDoubles(json);
        putGates(json.putArray("throttled"), GateInWords::isThrottled);
        lostFiles.forEach(json.putArray("lostFiles")::add);
        putGates(json.putArray("unreadableLists"), Gate::isOfList);
        if (!standing.apart().isEmpty()) {
            ObjectNode upstreams = json.putObject("upstreams");
            standing.apart().forEach((upstream, counts) -> {
                CountsSheet sheet = new CountsSheet(counts);
                ObjectNode of = upstreams.putObject(upstream.label());
                sheet.putStates(of);
                sheet.putAgesAndDoubles(of);
            });
        }
        return json.toString();
    }

    /** Tickets of the sandbox and of the live upstream are never added up for people. */
    void print(PrintWriter out) {
        if (standing.apart().isEmpty()) {
            new CountsSheet(standing.all()).print(out);
        } else {
            standing.apart().forEach((upstream, counts) -> {
                out.println("upstream " + upstream.label());
                new CountsSheet(counts).print(out);
                out.println();
            });
        }
        gates.forEach(gate -> out.println(GateInWords.sentence(gate)));
        lostFiles.forEach(sentence -> out.println(Printable.of(sentence)));
    }

    private void putGates(ArrayNode json, Predicate<Gate> which) {
        gates.stream().filter(which).forEach(gate -> json.addObject()
                .put("scope", gate.scope())
                .put("since", gate.since().toString())
                .put("until", gate.until().map(Object::toString).orElse(null))
                .put("code", gate.reason().code())
                .put("reason", gate.reason().text()));
    }
}
