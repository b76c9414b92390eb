package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.NewIntent;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.socialboards.WireRecorder;
import io.ticketbridge.socialboards.WireResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptUnderWayTest {

    private static final int REPETITIONS = 5;
    private static final Supplier<Duration> NOW = () -> Duration.ZERO;

    @TempDir
    Path folder;

    private final RetrySchedule schedule =
            new RetrySchedule(Duration.ofMillis(50), Duration.ofMillis(400), new Random(1));
    private Ledger ledger;
    private Gate gate;
    private UpstreamLink link;

    @BeforeEach
    void open() {
        Clock clock = Clock.systemUTC();
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                clock);
        gate = new Gate(Upstream.LIVE, ledger.gates(), clock, schedule, 4);
        link = new UpstreamLink(
                Upstream.LIVE, null, null, gate, new WireSlots(1), Pace.unlimited(), ledger.gates(), clock, schedule);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** A step is repeated while the ledger is away: turns that were taken anew each time would soon all be gone. */
    @Test
    void takesOneTurnHoweverOftenItsStepIsRepeated() {
        AttemptUnderWay attempt = attempt("K1");

        assertThat(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < REPETITIONS; i++) {
                        awaitTurn(attempt);
                    }
                }))
                .succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(attempt.enterWire(NOW)).isEmpty();
    }

    @Test
    void isNotSentWhenDeliveryHasToWaitBeforeItsTurnComes() throws InterruptedException {
        AttemptUnderWay attempt = attempt("K1");
        attempt.awaitTurn();

        gate.halt("the token is refused");

        assertThat(attempt.enterWire(NOW)).get().asString().contains("delivery must wait");
    }

    @Test
    void letsTheNextGoOnceItIsKnownWhatItShowed() throws InterruptedException {
        AttemptUnderWay failing = onTheWire("K1");
        AttemptUnderWay next = attempt("K2");
        next.awaitTurn();

        failing.leaveWire(Duration.ofMillis(5), false);
        assertThat(next.enterWire(NOW)).as("while nobody knows yet").isPresent();

        AttemptUnderWay third = attempt("K3");
        third.awaitTurn();
        failing.leaveUnlessLeft();
        assertThat(third.enterWire(NOW)).isEmpty();
    }

    @Test
    void letsTheNextGoAtOnceWhenItWentWell() throws InterruptedException {
        AttemptUnderWay first = onTheWire("K1");
        AttemptUnderWay next = attempt("K2");
        next.awaitTurn();

        first.leaveWire(Duration.ofMillis(5), true);

        assertThat(next.enterWire(NOW)).isEmpty();
    }

    /** It has failed at nothing: its own back-off must not grow while its upstream is shut. */
    @Test
    void isDueAtOnceAfterItWasTurnedAway() {
        AttemptUnderWay attempt = attempt("K1");
        attempt.turnedAway();
        attempt.wire(() -> WireResults.withoutAnswer(WireResult.Progress.NOT_WRITTEN));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(AttemptUnderWay.PROPERTY, attempt);

        new JudgeAnswer(
                        ledger,
                        new OutcomeFunction(
                                new OutcomeFunction.Policy(Set.of(), Set.of(), Set.of(), Duration.ofHours(1))),
                        new WireRecorder(Clock.systemUTC()))
                .process(exchange);

        assertThat(exchange.getProperty(JudgeAnswer.OUTCOME, Outcome.Retry.class)
                        .retryAfter())
                .contains(Duration.ZERO);
    }

    private AttemptUnderWay attempt(String key) {
        gate.tryEnter(key);
        return new AttemptUnderWay(NewIntent.of(key), link);
    }

    private AttemptUnderWay onTheWire(String key) throws InterruptedException {
        AttemptUnderWay attempt = attempt(key);
        attempt.awaitTurn();
        assertThat(attempt.enterWire(NOW)).isEmpty();
        return attempt;
    }

    private static void awaitTurn(AttemptUnderWay attempt) {
        try {
            attempt.awaitTurn();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
