package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Attempt;
import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.socialboards.ListLimit;
import io.ticketbridge.socialboards.ListQuery;
import io.ticketbridge.socialboards.ListedTicket;
import io.ticketbridge.socialboards.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an upstream's list for what the unresolved attempts of intents may have created. One reading serves all whose
 * times are near each other; with a correlation field the list of each is short, and each has its own. A look that
 * fails proves nothing, and gives that upstream's list a pause. Thread-safe.
 */
public final class UpstreamSearch {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamSearch.class);

    /** How far the upstream's clock may be from ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Looked for one by one in a round; the others' turn comes. */
    private static final int MOST_ALONE = 20;

    private final Ledger ledger;
    private final Upstreams upstreams;
    private final ProbeRule rule;
    private final Duration settle;
    private final Duration retryAfterMax;
    private final ListBudget budget;

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
        this(ledger, upstreams, correlationFieldId, settle, retryAfterMax, new ListBudget(settle));
    }

    UpstreamSearch(
            Ledger ledger,
            Upstreams upstreams,
            OptionalLong correlationFieldId,
            Duration settle,
            Duration retryAfterMax,
            ListBudget budget) {
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.rule = new ProbeRule(correlationFieldId);
        this.settle = settle;
        this.retryAfterMax = retryAfterMax;
        this.budget = budget;
    }

    ProbeRule rule() {
        return rule;
    }

    /**
     * Looks for intents of one upstream, as many as one reading serves; the others stay due.
     *
     * @param due the most urgent first
     * @param stop whether to give up now
     * @param then told what was seen, once for each intent that was looked for
     */
    void look(List<Intent> due, BooleanSupplier stop, BiConsumer<Intent, Look> then) {
        if (rule.correlationFieldId().isPresent()) {
            due.stream().limit(MOST_ALONE).forEach(intent -> together(List.of(intent), stop, then));
        } else if (!due.isEmpty()) {
            together(due, stop, then);
        }
    }

    private void together(List<Intent> due, BooleanSupplier stop, BiConsumer<Intent, Look> then) {
        UpstreamLink link = upstreams.of(due.get(0).upstream());
        link.listTurn().lock();
        try {
            if (!stop.getAsBoolean() && link.isAskable()) {
                LookParty party = party(link, due, then);
                if (!party.isEmpty()) {
                    read(link, party, stop, then);
                }
            }
        } finally {
            link.listTurn().unlock();
        }
    }

    private LookParty party(UpstreamLink link, List<Intent> due, BiConsumer<Intent, Look> then) {
        LookParty party = new LookParty(rule, id -> ledger.deliveries().isBound(link.upstream(), id));
        for (Intent intent : due) {
            ProbeRule.Window window = window(intent);
            if (party.isFull()) {
                break;
            }
            if (party.hasPlaceFor(window)) {
                Optional<byte[]> request = ledger.inspection()
                        .payload(intent.key())
                        .flatMap(Payload::request)
                        .map(Payload.FrozenRequest::body);
                request.ifPresentOrElse(
                        body -> party.add(new Sought(intent, body, window)),
                        () -> then.accept(intent, new Look.NoRequest()));
            }
        }
        return party;
    }

    private void read(UpstreamLink link, LookParty party, BooleanSupplier stop, BiConsumer<Intent, Look> then) {
        Instant began = ledger.clock().instant();
        boolean grows = began.isBefore(party.edge());
        ListLimit limit = budget.limit(
                party.from(),
                party.edge(),
                grows,
                () -> stop.getAsBoolean() || link.gate().isAskedToWait());
        ListBudget.Reading reading = budget.begin();
        Listing listing =
                link.listing().read(new ListQuery(party.from(), party.edge(), correlation(party)), limit, party::show);
        if (listing instanceof Listing.Complete complete) {
            link.recess().succeeded(reading.rest(complete.pages()));
            link.listTrouble().succeeded();
            party.members().forEach(sought -> then.accept(sought.intent(), seen(sought)));
        } else if (listing instanceof Listing.TooLong tooLong) {
            int failures = link.recess().failed(reading.rest(tooLong.pages()));
            LOG.info("{} tickets cannot be looked for yet: {}", party.members().size(), tooLong.why());
            boolean mayDoBetter = tooLong.slow() && budget.isWorthAnother(failures);
            party.members()
                    .forEach(sought -> then.accept(sought.intent(), unread(party, grows, mayDoBetter, tooLong.why())));
        } else if (listing instanceof Listing.Failed failed) {
            failed(link, failed, reading.rest(failed.pages()), limit.stop());
            LOG.info("{} tickets could not be looked for: {}", party.members().size(), failed.why());
            party.members().forEach(sought -> then.accept(sought.intent(), new Look.Nothing()));
        }
    }

    private static Look unread(LookParty party, boolean grows, boolean mayDoBetter, String why) {
        if (grows) {
            return new Look.Growing(party.edge());
        }
        return mayDoBetter
                ? new Look.Nothing()
                : new Look.TooLong("the upstream's list of " + party.from() + " to " + party.edge()
                        + " is too long to be read (" + why + ")");
    }

    private void failed(UpstreamLink link, Listing.Failed failed, Duration rest, BooleanSupplier stop) {
        link.recess().failed(rest);
        if (!stop.getAsBoolean()) {
            link.listTrouble().failed(failed.why(), link.recess().until());
        }
        failed.retryAfter()
                .flatMap(value -> RetryAfter.parse(value, ledger.clock().instant(), retryAfterMax))
                .ifPresent(wait -> link.gate().obey(wait, "the ticket list answers " + failed.why()));
    }

    private Optional<ListQuery.FieldValue> correlation(LookParty party) {
        return rule.correlationFieldId().isPresent()
                ? Optional.of(new ListQuery.FieldValue(
                        rule.correlationFieldId().getAsLong(),
                        party.members().get(0).intent().key()))
                : Optional.empty();
    }

    private Look seen(Sought sought) {
        Intent intent = sought.intent();
        ProbeRule.Question question = new ProbeRule.Question(
                intent.key(),
                sought.request(),
                sought.window(),
                ledger.deliveries().unresolvedTwins(intent),
                id -> ledger.deliveries().isBound(intent.upstream(), id));
        List<ListedTicket> tickets = sought.candidates();
        return new Look.Seen(question, tickets, sought.isCrowded());
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
