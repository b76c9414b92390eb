package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Upstream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by a row of the ledger that an upstream's list cannot be read, look after look: delivery goes on, and only who
 * is told can see why unknown tickets stay so. Thread-safe.
 */
final class ListTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(ListTrouble.class);

    /** One that fails now and then is asked again, and nobody need know. */
    private static final int FAILURES_THAT_TELL = 3;

    private static final String WHAT_TO_DO =
            ". Until it can be, what is unknown stays so: let the credentials read tickets (POST /tickets/list), or tell"
                    + " Socialboards when the fault is theirs; it is asked again by itself. For a ticket that you find"
                    + " there: replay KEY --resolve TICKET_ID";

    private final String scope;
    private final GateRow row;
    private int failuresInARow;
    private boolean told;

    ListTrouble(Upstream upstream, Gates gates, Clock clock) {
        this.scope = Gates.listOf(upstream);
        this.row = new GateRow(scope, gates, clock);
    }

    String scope() {
        return scope;
    }

    /** An earlier run told it: the first look that succeeds takes it back. */
    synchronized void resume() {
        told = true;
    }

    /** @param nextLook when the list is asked again */
    synchronized void failed(String why, Instant nextLook) {
        failuresInARow++;
        if (failuresInARow >= FAILURES_THAT_TELL) {
            if (!told) {
                LOG.warn("The {} cannot be read: {}{}.", scope, why, WHAT_TO_DO);
            }
            told = true;
            row.shut("halted", Optional.of(nextLook), new Reason("ListUnreadable", why + WHAT_TO_DO + "."));
        }
    }

    /** Another engine on this ledger may have told it and be gone. */
    synchronized void succeeded() {
        failuresInARow = 0;
        if (told || row.isShut()) {
            told = false;
            row.open();
            LOG.info("The {} can be read again.", scope);
        }
    }
}
