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

    List<Gate> throttled() {
        return in("throttled");
    }

    private List<Gate> in(String state) {
        return gates.stream().filter(gate -> gate.state().equals(state)).toList();
    }
}
