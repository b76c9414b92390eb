package io.ticketbridge.delivery;

import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Claim;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.socialboards.Envelope;
import io.ticketbridge.socialboards.WireResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code settle-intent}: writes what the attempt showed and where the intent goes, in one commit, then tells
 * whoever waits.
 */
public final class SettleIntent implements Processor {

    private static final int KEPT_RESPONSE = 4 * 1024;

    private final Ledger ledger;
    private final SettlementRule rule;
    private final DeliveryListener listener;

    public SettleIntent(Ledger ledger, SettlementRule rule, DeliveryListener listener) {
        this.ledger = ledger;
        this.rule = rule;
        this.listener = listener;
    }

    @Override
    public void process(Exchange exchange) {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        WireResult wire = exchange.getProperty(JudgeAnswer.WIRE, WireResult.class);
        Outcome outcome = exchange.getProperty(JudgeAnswer.OUTCOME, Outcome.class);
        Claim claim = attempt.claim();
        Instant now = ledger.clock().instant();
        Intent settled = ledger.deliveries()
                .settle(claim, result(wire, outcome, attempt, now), rule.after(outcome, claim.intent(), now));
        attempt.leave(outcome);
        listener.settled(settled, outcome, wire.took());
    }

    private static AttemptResult result(WireResult wire, Outcome outcome, AttemptUnderWay attempt, Instant now) {
        Optional<Envelope> envelope = Envelope.read(wire.body());
        return new AttemptResult(
                wire.startedAt(),
                now,
                wire.progress().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                wire.status(),
                envelope.map(found -> OptionalInt.of(found.errorCode())).orElse(OptionalInt.empty()),
                envelope.flatMap(Envelope::errorText),
                outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                outcome.charged(),
                outcome.rule(),
                wire.failure(),
                Arrays.copyOf(wire.body(), Math.min(wire.body().length, KEPT_RESPONSE)),
                wire.retryAfter(),
                attempt.tokenGeneration());
    }
}
