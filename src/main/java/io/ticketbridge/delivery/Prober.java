package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Attempt;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import io.ticketbridge.socialboards.ListQuery;
import io.ticketbridge.socialboards.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step {@code probe-unknown}: asks the upstream whether an unknown intent's ticket is there, and acts on what its list
 * proves. Thread-safe.
 */
public final class Prober {

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    /** How far the upstream's clock may be from ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Upstreams upstreams;
    private final ProbeRule rule;
    private final SettlementRule settlements;
    private final Policy policy;
    private final DeliveryListener listener;

    /**
     * @param resend what follows when the ticket is not found: sent again, or parked
     * @param probes complete listings that prove it, at least 2
     * @param settle the time between two
     */
    public record Policy(boolean resend, int probes, Duration settle) {}

    public Prober(
            Ledger ledger,
            Upstreams upstreams,
            OptionalLong correlationFieldId,
            SettlementRule settlements,
            Policy policy,
            DeliveryListener listener) {
        this.ledger = ledger;
        this.upstreams = upstreams;
        this.rule = new ProbeRule(correlationFieldId);
        this.settlements = settlements;
        this.policy = policy;
        this.listener = listener;
    }

    public void probe(@Body Intent intent) {
        Payload payload = ledger.inspection().payload(intent.key()).orElseThrow();
        if (payload.request().isEmpty()) {
            move(
                    intent,
                    new Settlement.Unknown(Optional.empty(), new Reason("Parked", "its request is no longer kept")));
            return;
        }
        Instant from = firstUnresolvedStart(intent).minus(SKEW);
        Listing listing = list(intent, from);
        if (listing instanceof Listing.Complete complete) {
            act(intent, rule.decide(question(intent, payload, from), complete.tickets()));
        } else {
            later(intent, ((Listing.Failed) listing).why());
        }
    }

    private Listing list(Intent intent, Instant from) {
        Instant to = ledger.clock().instant().plus(SKEW);
        return upstreams.of(intent.upstream()).listing().list(new ListQuery(from, to, correlation(intent)));
    }

    private Optional<ListQuery.FieldValue> correlation(Intent intent) {
        return rule.correlationFieldId().isPresent()
                ? Optional.of(new ListQuery.FieldValue(rule.correlationFieldId().getAsLong(), intent.key()))
                : Optional.empty();
    }

    private ProbeRule.Question question(Intent intent, Payload payload, Instant from) {
        return new ProbeRule.Question(
                intent.key(),
                payload.request().orElseThrow().body(),
                from,
                lastUnresolvedEnd(intent).plus(SKEW).plus(policy.settle()),
                ledger.deliveries().hasUnresolvedTwin(intent),
                id -> ledger.deliveries().isBound(intent.upstream(), id));
    }

    private void act(Intent intent, ProbeVerdict verdict) {
        if (verdict instanceof ProbeVerdict.Found found) {
            move(intent, new Settlement.Delivered(found.ticketId(), found.evidence()));
        } else if (verdict instanceof ProbeVerdict.Undecided undecided) {
            move(
                    intent,
                    new Settlement.Unknown(
                            Optional.empty(), new Reason("Parked", undecided.why() + "; look there, then replay it")));
        } else if (intent.probes() + 1 < policy.probes()) {
            ledger.deliveries()
                    .probedWithoutTrace(intent.key(), ledger.clock().instant().plus(policy.settle()));
        } else {
            notThere(intent);
        }
    }

    private void notThere(Intent intent) {
        ledger.deliveries().probedWithoutTrace(intent.key(), ledger.clock().instant());
        move(
                intent,
                policy.resend() || isReplayed(intent)
                        ? settlements.afterProbes(intent, ledger.clock().instant())
                        : new Settlement.Unknown(
                                Optional.empty(),
                                new Reason(
                                        "Parked",
                                        "the upstream's list does not show the ticket (unknown.policy=park); replay it to send it again")));
    }

    /** A person wants it sent again when it is not there. */
    private static boolean isReplayed(Intent intent) {
        return intent.reason()
                .map(Reason::code)
                .filter(Replays.REPLAYED::equals)
                .isPresent();
    }

    /** A probe that fails proves nothing: it is only made again, later. */
    private void later(Intent intent, String why) {
        LOG.info("Ticket {} could not be looked for and stays unknown: {}", intent.key(), why);
        Instant next = ledger.clock().instant().plus(settlements.schedule().delay(Math.max(intent.probes(), 1)));
        move(intent, new Settlement.Unknown(Optional.of(next), intent.reason().orElse(new Reason("Unknown", why))));
    }

    private void move(Intent intent, Settlement settlement) {
        ledger.deliveries()
                .move(intent.key(), State.UNKNOWN, settlement, "probe")
                .ifPresent(listener::moved);
    }

    private Instant firstUnresolvedStart(Intent intent) {
        return unresolved(intent).stream()
                .map(Attempt::startedAt)
                .min(Instant::compareTo)
                .orElse(intent.createdAt());
    }

    private Instant lastUnresolvedEnd(Intent intent) {
        return unresolved(intent).stream()
                .map(attempt -> attempt.result().map(result -> result.endedAt()).orElse(intent.updatedAt()))
                .max(Instant::compareTo)
                .orElse(intent.updatedAt());
    }

    private List<Attempt> unresolved(Intent intent) {
        return ledger.inspection().attempts(intent.key()).stream()
                .filter(Attempt::isUnresolved)
                .toList();
    }
}
