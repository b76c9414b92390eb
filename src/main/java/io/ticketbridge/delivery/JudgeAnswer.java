package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Attempt;
import io.ticketbridge.ledger.AttemptResult;
import io.ticketbridge.ledger.Inspection;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.socialboards.Envelope;
import io.ticketbridge.socialboards.WireRecorder;
import io.ticketbridge.socialboards.WireResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code judge-answer}: takes what the wire showed and says what it means. */
public final class JudgeAnswer implements Processor {

    /** Exchange property of the {@link WireResult}. */
    static final String WIRE = "ticketbridgeWire";

    /** Exchange property of the {@link Outcome}. */
    static final String OUTCOME = "ticketbridgeOutcome";

    private final Ledger ledger;
    private final OutcomeFunction outcomes;
    private final WireRecorder recorder;

    public JudgeAnswer(Ledger ledger, OutcomeFunction outcomes, WireRecorder recorder) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.recorder = recorder;
    }

    @Override
    public void process(Exchange exchange) {
        AttemptUnderWay attempt = exchange.getProperty(AttemptUnderWay.PROPERTY, AttemptUnderWay.class);
        WireResult wire = attempt.wire(recorder::take);
        Outcome outcome = outcomes.judge(wire, ledger.clock().instant());
        if (outcome instanceof Outcome.Unauthorized unauthorized) {
            outcome = refreshOrSuspect(attempt, unauthorized);
        }
        if (attempt.isTurnedAway() && outcome instanceof Outcome.Retry retry) {
            outcome = dueAtOnce(retry);
        }
        if (outcome instanceof Outcome.Suspect suspect
                && attempt.link().gate().failsAlone(attempt.intent().key())) {
            outcome = rejected(suspect, wire);
        }
        exchange.setProperty(WIRE, wire);
        exchange.setProperty(OUTCOME, outcome);
    }

    /**
     * The first 401 asks for a fresh token; a second one, with a token that is newer, says that tokens are not what is
     * wrong.
     */
    private Outcome refreshOrSuspect(AttemptUnderWay attempt, Outcome.Unauthorized unauthorized) {
        attempt.link().tokens().refused(attempt.tokenGeneration());
        boolean second = lastResultIsRefusal(attempt);
        return second
                ? new Outcome.Suspect(
                        unauthorized.rule(),
                        "the upstream refuses a fresh access token (401)",
                        Optional.of("check what the account of the credentials may do in Socialboards"),
                        false)
                : unauthorized;
    }

    /** It was not sent and has failed at nothing: its gate, not its own back-off, says when it is its turn. */
    private static Outcome dueAtOnce(Outcome.Retry retry) {
        return new Outcome.Retry(retry.rule(), retry.why(), Optional.of(Duration.ZERO), retry.charged());
    }

    /** What is wrong is this ticket, not the upstream or the right to it. */
    private static Outcome rejected(Outcome.Suspect suspect, WireResult wire) {
        OptionalInt code = Envelope.read(wire.body())
                .map(found -> OptionalInt.of(found.errorCode()))
                .orElse(OptionalInt.empty());
        return new Outcome.Rejected(
                suspect.rule(),
                String.valueOf(code.orElse(wire.status().orElse(0))),
                "this ticket alone keeps failing while others pass: " + suspect.why(),
                code);
    }

    private boolean lastResultIsRefusal(AttemptUnderWay attempt) {
        Inspection inspection = ledger.inspection();
        List<Attempt> attempts = inspection.attempts(attempt.intent().key());
        return attempts.stream()
                .filter(earlier -> earlier.number() == attempt.claim().attempt() - 1)
                .flatMap(earlier -> earlier.result().stream())
                .filter(result -> result.status().orElse(0) == 401)
                .mapToLong(AttemptResult::tokenGeneration)
                .anyMatch(generation -> generation < attempt.tokenGeneration());
    }
}
