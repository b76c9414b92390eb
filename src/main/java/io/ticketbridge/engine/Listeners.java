package io.ticketbridge.engine;

import io.ticketbridge.delivery.DeliveryListener;
import io.ticketbridge.delivery.Outcome;
import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.intake.AcceptanceListener;
import io.ticketbridge.intake.Taken;
import io.ticketbridge.ledger.Intent;
import java.time.Duration;

/** Tells waiting callers and the metrics what the ledger has just committed. */
final class Listeners implements AcceptanceListener, DeliveryListener {

    private final RestingIntents restingIntents;

    Listeners(RestingIntents restingIntents) {
        this.restingIntents = restingIntents;
    }

    @Override
    public void taken(String door, Taken taken) {}

    @Override
    public void settled(Intent intent, Outcome outcome, Duration took) {
        moved(intent);
    }

    @Override
    public void moved(Intent intent) {
        if (intent.rests()) {
            restingIntents.rested(intent);
        }
    }
}
