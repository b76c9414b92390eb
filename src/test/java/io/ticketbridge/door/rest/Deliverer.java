package io.ticketbridge.door.rest;

import io.ticketbridge.delivery.RestingIntents;
import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Claim;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Payload;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.ledger.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Plays delivery for the REST door's tests: claims an intent and settles it as told. */
final class Deliverer {

    private final Ledger ledger;
    private final RestingIntents resting;
    private final AtomicLong ticketIds = new AtomicLong(1000);

    Deliverer(Ledger ledger, RestingIntents resting) {
        this.ledger = ledger;
        this.resting = resting;
    }

    /** What the upstream says of one ticket. */
    enum Answer {
        CREATED,
        REJECTED,
        DEAD
    }

    void deliver(String key, Answer answer) {
        Payload.FrozenRequest request =
                new Payload.FrozenRequest("{}".getBytes(StandardCharsets.UTF_8), "fingerprint", key);
        Claim claim = ledger.deliveries()
                .claim(key, 1, request, Duration.ofMinutes(1))
                .orElseThrow();
        Settlement settlement =
                switch (answer) {
                    case CREATED -> new Settlement.Delivered(ticketIds.incrementAndGet(), "answer");
                    case REJECTED ->
                        new Settlement.Rejected(
                                new Reason("TicketRejected", "Socialboards: code 1017, no such category"));
                    case DEAD -> new Settlement.Dead(new Reason("LimitReached", "Twelve attempts failed."));
                };
        Intent intent = ledger.deliveries().settle(claim, result(answer), settlement);
        resting.rested(intent);
    }

    private AttemptResult result(Answer answer) {
        return new AttemptResult(
                ledger.clock().instant(),
                ledger.clock().instant(),
                "answered",
                OptionalInt.of(200),
                OptionalInt.empty(),
                Optional.empty(),
                answer == Answer.CREATED ? "delivered" : "rejected",
                false,
                "test",
                Optional.empty(),
                new byte[0],
                Optional.empty(),
                1);
    }
}
