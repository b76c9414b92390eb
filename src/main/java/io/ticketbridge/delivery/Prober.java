package io.ticketbridge.delivery;

import io.ticketbridge.ledger.BatchControl;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Body;

/**
 * Step {@code probe-unknown}: asks the upstream whether an unknown intent's ticket is there, and acts on what its list
 * proves. Thread-safe.
 */
public final class Prober {

    private final Ledger ledger;
    private final UpstreamSearch search;
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
            UpstreamSearch search,
            SettlementRule settlements,
            Policy policy,
            DeliveryListener listener) {
        this.ledger = ledger;
        this.search = search;
        this.settlements = settlements;
        this.policy = policy;
        this.listener = listener;
    }

    /** A probe that fails proves nothing: it is only made again, after those of other intents. */
    public void probe(@Body Intent intent) {
        if (!search.mayAsk(intent)) {
            return;
        }
        Optional<Payload.FrozenRequest> request =
                ledger.inspection().payload(intent.key()).flatMap(Payload::request);
        if (request.isEmpty()) {
            park(intent, "its request is no longer kept");
            return;
        }
        search.search(intent, request.get().body())
                .ifPresentOrElse(
                        seen -> act(intent, search.rule().decide(seen.question(), seen.tickets())),
                        () -> ledger.deliveries().postponeProbe(intent.key(), later()));
    }

    private void act(Intent intent, ProbeVerdict verdict) {
        if (verdict instanceof ProbeVerdict.Found found) {
            move(intent, new Settlement.Delivered(found.ticketId(), found.evidence()));
        } else if (verdict instanceof ProbeVerdict.Undecided undecided) {
            park(intent, undecided.why() + "; look there, then replay it");
        } else if (verdict instanceof ProbeVerdict.TooEarly early) {
            move(intent, new Settlement.Unknown(Optional.of(later()), new Reason("Unknown", early.why())));
        } else if (intent.probes() + 1 < policy.probes()) {
            ledger.deliveries().probedWithoutTrace(intent.key(), later());
        } else {
            notThere(intent);
        }
    }

    private void notThere(Intent intent) {
        Instant now = ledger.clock().instant();
        ledger.deliveries().probedWithoutTrace(intent.key(), now);
        if (ledger.deliveries().isCancelled(intent.key())) {
            move(intent, new Settlement.Rejected(BatchControl.CANCELLED));
        } else if (policy.resend() || isReplayed(intent)) {
            move(intent, settlements.afterProbes(intent, now));
        } else {
            park(
                    intent,
                    "the upstream's list does not show the ticket (unknown.policy=park); replay it to send it again");
        }
    }

    /** A person wants it sent again when it is not there. */
    private static boolean isReplayed(Intent intent) {
        return intent.reason()
                .map(Reason::code)
                .filter(Replays.REPLAYED::equals)
                .isPresent();
    }

    private Instant later() {
        return ledger.clock().instant().plus(policy.settle());
    }

    private void park(Intent intent, String why) {
        move(intent, new Settlement.Unknown(Optional.empty(), new Reason("Parked", why)));
    }

    private void move(Intent intent, Settlement settlement) {
        ledger.deliveries()
                .move(intent.key(), State.UNKNOWN, settlement, "probe")
                .ifPresent(listener::moved);
    }
}
