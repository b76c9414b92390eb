package io.ticketbridge.command;

import io.ticketbridge.ledger.BatchSums;
import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import io.ticketbridge.ledger.Upstream;
import java.util.List;
import java.util.function.Predicate;

/** What holds delivery up, in sentences. */
final class GateInWords {

    private static final String HALTED = "halted";

    private GateInWords() {}

    static String sentence(Gate gate) {
        String until = gate.until().map(time -> untilThen(gate) + time).orElse("");
        String state = gate.isOfList() ? " cannot be read" : " is " + gate.state();
        return Printable.of(gate.scope() + state + " since " + gate.since() + until + ": "
                + gate.reason().text());
    }

    private static String untilThen(Gate gate) {
        if (gate.isOfList()) {
            return ", next look ";
        }
        return isHalted(gate) ? ", next trial " : " until ";
    }

    /** Of those that are shut, what holds one ticket back. */
    static List<String> of(List<Gate> gates, Intent intent) {
        String upstream = intent.upstream().label();
        String brake = upstream + "/" + intent.application();
        return sentences(
                gates,
                scope -> scope.equals(upstream)
                        || scope.equals(brake)
                        || (intent.state() == State.UNKNOWN && scope.equals(Gates.listOf(intent.upstream()))));
    }

    /** Of those that are shut, what holds back tickets of a batch that stands like this. */
    static List<String> of(List<Gate> gates, Upstream upstream, BatchSums sums) {
        boolean lookedFor = sums.unknown() > sums.parked();
        return sentences(
                gates,
                scope -> scope.equals(upstream.label())
                        || scope.startsWith(upstream.label() + "/")
                        || (lookedFor && scope.equals(Gates.listOf(upstream))));
    }

    private static List<String> sentences(List<Gate> gates, Predicate<String> scopes) {
        return gates.stream()
                .filter(gate -> scopes.test(gate.scope()))
                .map(GateInWords::sentence)
                .toList();
    }

    static boolean isThrottled(Gate gate) {
        return !gate.isOfList() && !isHalted(gate);
    }

    static boolean isHalted(Gate gate) {
        return !gate.isOfList() && gate.state().equals(HALTED);
    }
}
