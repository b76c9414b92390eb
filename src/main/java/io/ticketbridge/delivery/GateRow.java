package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ledger keeps of a gate or a brake, for {@code status} and for a restart. These work from memory: a ledger
 * that is away must not stop an attempt's settling. Not thread-safe; its owner locks.
 */
final class GateRow {

    private static final Logger LOG = LoggerFactory.getLogger(GateRow.class);

    private final String scope;
    private final Gates gates;
    private final Clock clock;

    /** @param scope as {@link Gates.Gate#scope()} names it */
    GateRow(String scope, Gates gates, Clock clock) {
        this.scope = scope;
        this.gates = gates;
        this.clock = clock;
    }

    void shut(String state, Optional<Instant> until, Reason reason) {
        write(() -> gates.set(new Gates.Gate(scope, state, until, reason, clock.instant())));
    }

    /** As any engine on this ledger wrote it; no when the ledger is away. */
    boolean isShut() {
        try {
            return gates.all().stream().anyMatch(gate -> gate.scope().equals(scope));
        } catch (LedgerUnavailableException e) {
            return false;
        }
    }

    void open() {
        write(() -> gates.open(scope));
    }

    private void write(Runnable change) {
        try {
            change.run();
        } catch (LedgerUnavailableException e) {
            LOG.warn("What holds back {} could not be written to the ledger; it holds in memory.", scope);
        }
    }
}
