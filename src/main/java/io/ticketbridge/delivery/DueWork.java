package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Hint;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the due routes read from the ledger: keys to claim, leases that ended, cancelled batches, unknowns to probe,
 * possible doubles to look for again. Thread-safe.
 */
public final class DueWork {

    private static final int PROBES_AT_ONCE = 500;

    private static final long LOOK_EVERY_MILLIS = 500;

    private static final int CANCELLED_AT_ONCE = 500;
    private static final int CANCELLED_CHUNKS = 20;

    private final Ledger ledger;
    private final Upstreams upstreams;
    private final FairQueue queue;
    private final int perLane;
    private final Duration settle;

    /** @param perLane hints to read of each door, application and batch at a time */
    public DueWork(Ledger ledger, Upstreams upstreams, FairQueue queue, int perLane, Duration settle) {
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.queue = queue;
        this.perLane = perLane;
        this.settle = settle;
    }

    /**
     * Keys that could be claimed now; none of an upstream or application whose gate lets nothing through, and none of a
     * lane that is well filled: the others' are found all the same. Waits for half a second, or until less than half is
     * left of a lane that could not hold all there was.
     */
    public List<Hint> claimable() throws InterruptedException {
        queue.awaitWant(LOOK_EVERY_MILLIS);
        Set<String> filled = queue.wellFilledLanes();
        List<Hint> hints = ledger.deliveries().claimable(perLane, upstreams.shut(), filled);
        Map<String, Long> found = hints.stream().collect(Collectors.groupingBy(Hint::lane, Collectors.counting()));
        queue.unfinished(
                Stream.concat(filled.stream(), found.keySet().stream().filter(lane -> found.get(lane) >= perLane))
                        .collect(Collectors.toSet()));
        return hints;
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

    /** Possible doubles at rest whose later look is due, for each upstream that can be asked now. */
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
