package io.ticketbridge.engine;

import io.ticketbridge.delivery.DeliveryListener;
import io.ticketbridge.delivery.Outcome;
import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.intake.AcceptanceListener;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.observation.Metrics;
import java.time.Duration;

/** Tells waiting callers and the metrics what the ledger has just committed. */
final class Listeners implements AcceptanceListener, DeliveryListener {

    private final RestingIntents restingIntents;

    private final Metrics metrics;

    Listeners(RestingIntents restingIntents, Metrics metrics) {
        this.restingIntents = restingIntents;
        this.metrics = metrics;
    }

    @Override
    public void taken(String door, Taken taken) {
        metrics.taken(door, taken);
    }

    @Override
    public void settled(Intent intent, Outcome outcome, Duration took) {
        wake(intent);
        metrics.settled(intent, outcome, took);
    }

    @Override
    public void moved(Intent intent) {
        wake(intent);
        metrics.moved(intent);
    }

    private void wake(Intent intent) {
        if (intent.rests()) {
            restingIntents.rested(intent);
        }
    }
}
