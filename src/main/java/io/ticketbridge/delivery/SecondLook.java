package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import io.ticketbridge.socialboards.ListedTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step {@code look-again}: after a possible double came to rest, asks the upstream once more whether an earlier attempt
 * had created a ticket after all, and keeps what one complete listing shows. Thread-safe.
 */
public final class SecondLook {

    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

    private final Ledger ledger;
    private final UpstreamSearch search;
    private final DeliveryListener listener;

    public SecondLook(Ledger ledger, UpstreamSearch search, DeliveryListener listener) {
        this.ledger = ledger;
        this.search = search;
        this.listener = listener;
    }

    /** @param due possible doubles of one upstream; those that a reading of its list cannot serve stay due */
    public void look(@Body List<Intent> due, CamelContext camel) {
        search.look(due, camel::isStopping, this::keep);
    }

    private void keep(Intent intent, Look look) {
        if (!(look instanceof Look.Seen seen) || !seen.question().twins().isEmpty()) {
            postpone(intent);
        } else if (intent.state() == State.DELIVERED) {
            made(intent, seen);
        } else if (search.rule().decide(seen.question(), seen.tickets()) instanceof ProbeVerdict.Found found) {
            ledger.secondLooks()
                    .found(intent, new Settlement.Delivered(found.ticketId(), found.evidence()))
                    .ifPresent(listener::moved);
        } else {
            made(intent, seen);
        }
    }

    private void made(Intent intent, Look.Seen seen) {
        List<Long> others = search.rule().others(seen.question(), seen.tickets()).stream()
                .map(ListedTicket::id)
                .toList();
        ledger.secondLooks().made(intent.key(), others);
        if (!others.isEmpty()) {
            LOG.warn(
                    "The upstream has more tickets that look like {} than are known to be its own: see explain.",
                    intent.key());
        }
    }

    /** Not known yet, or an equal ticket is unresolved and may be the other one: each wait doubles the time so far. */
    private void postpone(Intent intent) {
        Instant now = ledger.clock().instant();
        Duration sinceItRests = Duration.between(intent.settledAt().orElse(now), now);
        ledger.secondLooks().postpone(intent.key(), now.plus(sinceItRests));
    }
}
