package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Attempt;
import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.socialboards.ListQuery;
import io.ticketbridge.socialboards.ListedTicket;
import io.ticketbridge.socialboards.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an upstream's list for what the unresolved attempts of an intent may have created. A look that fails proves
 * nothing, and gives that upstream's list a pause. Thread-safe.
 */
public final class UpstreamSearch {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamSearch.class);

    /** How far the upstream's clock may be from ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Upstreams upstreams;
    private final OptionalLong correlationFieldId;
    private final Duration settle;
    private final Duration retryAfterMax;

    /**
     * @param settle how long after an attempt's end its ticket may still be created
     * @param retryAfterMax a longer {@code Retry-After} counts as absent
     */
    public UpstreamSearch(
            Ledger ledger,
            Upstreams upstreams,
            OptionalLong correlationFieldId,
            Duration settle,
            Duration retryAfterMax) {
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.correlationFieldId = correlationFieldId;
        this.settle = settle;
        this.retryAfterMax = retryAfterMax;
    }

    /** What a complete listing showed, and what to look for in it. */
    record Seen(ProbeRule.Question question, List<ListedTicket> tickets) {}

    ProbeRule rule() {
        return new ProbeRule(correlationFieldId);
    }

    boolean mayAsk(Intent intent) {
        return upstreams.of(intent.upstream()).isAskable();
    }

    /** @return empty when the listing is not complete: nothing is known, and the upstream's recess has begun */
    Optional<Seen> search(Intent intent, byte[] request) {
        UpstreamLink link = upstreams.of(intent.upstream());
        ProbeRule.Window window = window(intent);
        Listing listing = link.listing()
                .list(new ListQuery(window.from(), ledger.clock().instant().plus(SKEW), correlation(intent)));
        if (listing instanceof Listing.Complete complete) {
            link.recess().succeeded();
            return Optional.of(new Seen(question(intent, request, window), complete.tickets()));
        }
        failed(intent, link, (Listing.Failed) listing);
        return Optional.empty();
    }

    private void failed(Intent intent, UpstreamLink link, Listing.Failed failed) {
        LOG.info("Ticket {} could not be looked for: {}", intent.key(), failed.why());
        link.recess().failed();
        failed.retryAfter()
                .flatMap(value -> RetryAfter.parse(value, ledger.clock().instant(), retryAfterMax))
                .ifPresent(wait -> link.gate().throttle(wait, "the ticket list answers " + failed.why()));
    }

    private Optional<ListQuery.FieldValue> correlation(Intent intent) {
        return correlationFieldId.isPresent()
                ? Optional.of(new ListQuery.FieldValue(correlationFieldId.getAsLong(), intent.key()))
                : Optional.empty();
    }

    private ProbeRule.Question question(Intent intent, byte[] request, ProbeRule.Window window) {
        return new ProbeRule.Question(
                intent.key(), request, window, ledger.deliveries().unresolvedTwins(intent), id -> ledger.deliveries()
                        .isBound(intent.upstream(), id));
    }

    private ProbeRule.Window window(Intent intent) {
        List<Attempt> unresolved = ledger.inspection().attempts(intent.key()).stream()
                .filter(attempt -> attempt.revision() == intent.revision())
                .filter(Attempt::isUnresolved)
                .toList();
        Instant start = unresolved.stream()
                .map(Attempt::startedAt)
                .min(Instant::compareTo)
                .orElse(intent.createdAt());
        Instant end = unresolved.stream()
                .map(attempt -> attempt.result().map(AttemptResult::endedAt).orElse(attempt.leaseUntil()))
                .max(Instant::compareTo)
                .orElse(intent.updatedAt());
        Instant settled = end.plus(settle);
        return new ProbeRule.Window(start.minus(SKEW), settled, settled.plus(SKEW));
    }
}
