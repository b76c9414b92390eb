package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What the due routes read from the ledger: keys to claim, leases that ended, cancelled batches, unknowns to probe,
 * possible doubles to look for again. Thread-safe.
 */
public final class DueWork {

    private static final int PROBES_AT_ONCE = 500;

    private static final int CANCELLED_AT_ONCE = 500;
    private static final int CANCELLED_CHUNKS = 20;

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

    /**
     * Keys that could be claimed now; none of an upstream or application whose gate lets nothing through, and none of a
     * door that has enough of them queued: the others' are found all the same.
     */
    public List<Hint> claimable() {
        return ledger.deliveries().claimable(perDoor, upstreams.shut(), queue.doorsWith(perDoor));
    }

    /** Claims whose lease ended become unknown. */
    public List<Intent> expireLeases() {
        return ledger.deliveries().expireLeases(false, settle);
    }

    /** What cancelled batches have not sent is rejected, some thousands a round. */
    public void rejectCancelled() {
        int chunks = 0;
        while (chunks < CANCELLED_CHUNKS && ledger.batchControl().rejectCancelled(CANCELLED_AT_ONCE) > 0) {
            chunks++;
        }
    }

    /** Unknown intents whose probe is due, for each upstream that can be asked now. */
    public List<List<Intent>> probesDue() {
        return askable(upstream -> ledger.deliveries().probesDue(upstream, PROBES_AT_ONCE));
    }

    /** Delivered possible doubles whose later look is due, for each upstream that can be asked now. */
    public List<List<Intent>> secondLooksDue() {
        return askable(upstream -> ledger.secondLooks().due(upstream, settle, PROBES_AT_ONCE));
    }

    private List<List<Intent>> askable(Function<Upstream, List<Intent>> due) {
        return upstreams.all().stream()
                .filter(UpstreamLink::isAskable)
                .map(UpstreamLink::upstream)
                .map(due)
                .filter(intents -> !intents.isEmpty())
                .toList();
    }
}
