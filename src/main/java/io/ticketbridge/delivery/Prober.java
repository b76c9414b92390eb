package io.ticketbridge.delivery;

import io.ticketbridge.ledger.BatchControl;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Replays;
import io.ticketbridge.ledger.Settlement;
import io.ticketbridge.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;

/**
 * Step {@code probe-unknown}: asks the upstream whether an unknown intent's ticket is there, and acts on what its list
 * proves. Thread-safe.
 */
public final class Prober {

    private static final ProbeVerdict CROWDED =
            new ProbeVerdict.TooEarly("many equal tickets were being settled while the list was read");

    private static final String WHAT_TO_DO =
            "; look there, then replay it with --resolve when it is there, with --as-new"
                    + " when not. Tickets to come are found by socialboards.correlation-field-id, however long the list";

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

    /** @param due unknowns of one upstream; those that a reading of its list cannot serve stay due */
    public void probe(@Body List<Intent> due, CamelContext camel) {
        search.look(due, camel::isStopping, this::act);
    }

    /** A probe that fails proves nothing: it is only made again, after those of other intents. */
    private void act(Intent asked, Look look) {
        Optional<Intent> still = ledger.inspection().find(asked.key()).filter(now -> isSame(asked, now));
        if (still.isEmpty()) {
            return;
        }
        Intent intent = still.get();
        if (look instanceof Look.Seen seen) {
            ProbeVerdict verdict = search.rule().decide(seen.question(), seen.tickets());
            act(intent, seen.crowded() && verdict instanceof ProbeVerdict.NotFound ? CROWDED : verdict);
        } else if (look instanceof Look.Nothing) {
            ledger.deliveries().postponeProbe(intent.key(), later());
        } else if (look instanceof Look.Growing growing) {
            ledger.deliveries().postponeProbe(intent.key(), growing.end());
        } else if (look instanceof Look.TooLong tooLong) {
            park(intent, tooLong.why() + WHAT_TO_DO);
        } else {
            park(intent, "its request is no longer kept");
        }
    }

    /** A reading takes its time: what happened to an intent meanwhile, it says nothing about. */
    private static boolean isSame(Intent asked, Intent now) {
        return now.state() == State.UNKNOWN
                && !now.parked()
                && now.attempts() == asked.attempts()
                && now.probes() == asked.probes();
    }

    private void act(Intent intent, ProbeVerdict verdict) {
        if (verdict instanceof ProbeVerdict.Found found) {
            move(intent, new Settlement.Delivered(found.ticketId(), found.evidence()));
        } else if (verdict instanceof ProbeVerdict.Undecided undecided) {
            park(intent, undecided.why() + "; look there, then replay it");
        } else if (verdict instanceof ProbeVerdict.TooEarly early) {
            move(intent, new Settlement.Unknown(Optional.of(later()), new Reason("Unknown", early.why())));
        } else if (intent.probes() + 1 < policy.probes()) {
            ledger.deliveries().probedWithoutTrace(intent, later());
        } else {
            notThere(intent);
        }
    }

    private void notThere(Intent intent) {
        Instant now = ledger.clock().instant();
        ledger.deliveries().probedWithoutTrace(intent, now);
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
        ledger.deliveries().move(intent, settlement, "probe").ifPresent(listener::moved);
    }
}
