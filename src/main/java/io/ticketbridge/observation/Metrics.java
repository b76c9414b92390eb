package io.ticketbridge.observation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ticketbridge.delivery.DeliveryListener;
import io.ticketbridge.delivery.Outcome;
import io.ticketbridge.intake.AcceptanceListener;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Acceptance;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.State;
import java.time.Duration;
import java.util.Locale;

/** Counts what intake and delivery tell. Since the start of this process; the ledger keeps the whole story. */
public final class Metrics implements AcceptanceListener, DeliveryListener {

    private static final Duration[] DELIVERY_BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;

    Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void taken(String door, Taken taken) {
        if (taken instanceof Taken.InLedger inLedger) {
            inLedger(door, inLedger.acceptance());
        } else {
            count(TicketMetric.NOT_ACCEPTED, "door", door, "result", "refused");
        }
    }

    private void inLedger(String door, Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Created || acceptance instanceof Acceptance.Revised) {
            count(TicketMetric.ACCEPTED, "door", door);
        } else if (acceptance instanceof Acceptance.Converged) {
            count(TicketMetric.NOT_ACCEPTED, "door", door, "result", "repeated");
        } else {
            String result = acceptance instanceof Acceptance.Invalid ? "invalid" : "refused";
            count(TicketMetric.NOT_ACCEPTED, "door", door, "result", result);
        }
    }

    @Override
    public void settled(Intent intent, Outcome outcome, Duration took) {
        count(TicketMetric.OUTCOMES, "door", intent.door(), "outcome", label(outcome));
        Timer.builder(TicketMetric.ATTEMPT.id())
                .description(TicketMetric.ATTEMPT.meaning())
                .register(registry)
                .record(took);
        if (intent.attempts() > 1) {
            count(TicketMetric.RETRIES, "door", intent.door());
        }
        delivered(intent);
    }

    @Override
    public void moved(Intent intent) {
        count(TicketMetric.MOVES, "door", intent.door(), "state", intent.state().label());
        delivered(intent);
    }

    private void delivered(Intent intent) {
        if (intent.state() == State.DELIVERED && intent.settledAt().isPresent()) {
            Timer.builder(TicketMetric.DELIVERY.id())
                    .description(TicketMetric.DELIVERY.meaning())
                    .serviceLevelObjectives(DELIVERY_BUCKETS)
                    .tags("door", intent.door())
                    .register(registry)
                    .record(Duration.between(
                            intent.createdAt(), intent.settledAt().get()));
        }
    }

    private void count(TicketMetric metric, String... tags) {
        Counter.builder(metric.id())
                .description(metric.meaning())
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static String label(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
