package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import java.time.Duration;
import java.util.List;

/** What the due routes read from the ledger: keys to claim, leases that ended, unknowns to probe. Thread-safe. */
public final class DueWork {

    private static final int PROBES_AT_ONCE = 20;

    private final Ledger ledger;
    private final Upstreams upstreams;
    private final FairQueue queue;
    private final int perDoor;
    private final Duration settle;

    /** @param perDoor hints to read for each door at a time */
    public DueWork(Ledger ledger, Upstreams upstreams, FairQueue queue, int perDoor, Duration settle) {
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.queue = queue;
        this.perDoor = perDoor;
        this.settle = settle;
    }

    /** Keys that could be claimed now; none of an upstream or application whose gate lets nothing through. */
    public List<Hint> claimable() {
        return queue.size() >= perDoor ? List.of() : ledger.deliveries().claimable(perDoor, upstreams.shut());
    }

    /** Claims whose lease ended become unknown. */
    public List<Intent> expireLeases() {
        return ledger.deliveries().expireLeases(false, settle);
    }

    /** Unknown intents whose probe is due. */
    public List<Intent> probesDue() {
        return ledger.deliveries().probesDue(PROBES_AT_ONCE).stream()
                .filter(upstreams::serves)
                .toList();
    }
}
