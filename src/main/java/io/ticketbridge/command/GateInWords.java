package io.ticketbridge.command;

import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Upstream;
import java.util.List;

/** What holds delivery up, in sentences. */
final class GateInWords {

    private static final String HALTED = "halted";

    private GateInWords() {}

    static String sentence(Gate gate) {
        String until = gate.until()
                .map(time -> (isHalted(gate) ? ", next trial " : " until ") + time)
                .orElse("");
        return Printable.of(gate.scope() + " is " + gate.state() + " since " + gate.since() + until + ": "
                + gate.reason().text());
    }

    /** Of those that are shut, what holds one ticket back. */
    static List<String> of(List<Gate> gates, Intent intent) {
        String upstream = intent.upstream().label();
        return gates.stream()
                .filter(gate ->
                        gate.scope().equals(upstream) || gate.scope().equals(upstream + "/" + intent.application()))
                .map(GateInWords::sentence)
                .toList();
    }

    /** Of those that are shut, the upstream's own and the brakes of its applications. */
    static List<String> of(List<Gate> gates, Upstream upstream) {
        return gates.stream()
                .filter(gate ->
                        gate.scope().equals(upstream.label()) || gate.scope().startsWith(upstream.label() + "/"))
                .map(GateInWords::sentence)
                .toList();
    }

    static boolean isHalted(Gate gate) {
        return gate.state().equals(HALTED);
    }
}
