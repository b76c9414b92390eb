package io.ticketbridge.observation;

import io.ticketbridge.ledger.Gates.Gate;
import io.ticketbridge.ledger.Inspection.Counts;
import java.util.List;
import java.util.Map;

/**
 * What the ledger showed when it was last looked at.
 *
 * @param auditLagSeconds by sink, the age of the oldest event that is not relayed
 */
record LedgerView(Counts counts, List<Gate> gates, Map<String, Long> auditLagSeconds) {

    List<Gate> halted() {
        return in("halted");
    }

    /** Upstreams whose ticket list cannot be read while tickets are looked for there. */
    List<Gate> unreadableLists() {
        return counts.lookedFor() == 0
                ? List.of()
                : gates.stream().filter(Gate::isOfList).toList();
    }

    List<Gate> throttled() {
        return in("throttled");
    }

    private List<Gate> in(String state) {
        return gates.stream()
                .filter(gate -> !gate.isOfList() && gate.state().equals(state))
                .toList();
    }
}
