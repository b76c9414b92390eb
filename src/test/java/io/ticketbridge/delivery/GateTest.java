package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final Outcome DELIVERED = new Outcome.Delivered("success", 1);
    private static final Outcome SUSPECT =
            new Outcome.Suspect("not-for-us", "status 403", Optional.of("check the rights"), false);
    private static final Outcome DOWN = new Outcome.Retry("not-written", "refused", Optional.empty(), false);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final RetrySchedule schedule =
            new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(10), new Random(3));
    private Ledger ledger;
    private Gate gate;

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
        gate = gate();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void letsAsManyThroughAtOnceAsAreAllowed() {
        assertThat(gate.tryEnter("a")).isTrue();
        assertThat(gate.tryEnter("b")).isTrue();
        assertThat(gate.tryEnter("c")).isTrue();
        assertThat(gate.tryEnter("d")).isTrue();
        assertThat(gate.tryEnter("e")).isFalse();
        gate.leave("a");
        assertThat(gate.tryEnter("e")).isTrue();
    }

    @Test
    void waitsOutARetryAfterForTheWholeUpstreamAndSaysSo() {
        attempt("a", new Outcome.Retry("busy", "status 429", Optional.of(Duration.ofHours(1)), false));

        assertThat(gate.admits()).isFalse();
        assertThat(gate.tryEnter("b")).isFalse();
        assertThat(ledger.gates().all()).singleElement().satisfies(left -> {
            assertThat(left.scope()).isEqualTo("live");
            assertThat(left.state()).isEqualTo("throttled");
        });

        clock.forward(Duration.ofHours(1));
        assertThat(gate.admits()).isTrue();
        assertThat(ledger.gates().all()).isEmpty();
    }

    @Test
    void opensGraduallyAfterAThrottle() {
        attempt("a", new Outcome.Retry("busy", "status 429", Optional.of(Duration.ofSeconds(5)), false));
        clock.forward(Duration.ofSeconds(6));

        assertThat(entered("b", "c", "d")).isEqualTo(1);
        gate.leave("b", DELIVERED);
        assertThat(entered("e", "f", "g")).isEqualTo(2);
    }

    @Test
    void throttlesAnUpstreamThatIsDownInsteadOfSendingTheWholeBacklogThere() {
        for (String key : List.of("a", "b", "c", "d")) {
            attempt(key, DOWN);
            assertThat(gate.admits()).as("after " + key).isTrue();
        }
        attempt("e", DOWN);
        assertThat(gate.admits()).isFalse();
    }

    @Test
    void takesWhatWasUnderWayAtOnceForOneFailureMoreAndNotForAsManyOutages() {
        gate = new Gate(Upstream.LIVE, ledger.gates(), clock, schedule, 32);
        List<String> burst = IntStream.range(0, 32).mapToObj(i -> "k" + i).toList();
        burst.forEach(key -> assertThat(gate.tryEnter(key)).isTrue());

        burst.forEach(key -> gate.leave(key, DOWN));

        clock.forward(schedule.first().multipliedBy(2));
        assertThat(gate.admits()).as("after the first wait and its jitter").isTrue();
    }

    @Test
    void waitsLongerEachTimeATrialFails() {
        List.of("a", "b", "c", "d", "e").forEach(key -> attempt(key, DOWN));
        clock.forward(schedule.first().multipliedBy(2));

        attempt("f", DOWN);

        clock.forward(schedule.first().multipliedBy(2).minusMillis(1));
        assertThat(gate.admits()).as("before the second wait").isFalse();
        clock.forward(schedule.first().multipliedBy(2).plusMillis(1));
        assertThat(gate.admits()).as("after the second wait and its jitter").isTrue();
    }

    @Test
    void haltsWhenThreeDifferentIntentsInARowAreSuspect() {
        attempt("a", SUSPECT);
        attempt("a", SUSPECT);
        attempt("b", SUSPECT);
        assertThat(gate.admits()).isTrue();

        attempt("c", SUSPECT);

        assertThat(gate.admits()).isFalse();
        assertThat(ledger.gates().all()).singleElement().satisfies(left -> {
            assertThat(left.state()).isEqualTo("halted");
            assertThat(left.reason().text()).contains("check the rights");
        });
    }

    @Test
    void doesNotHaltWhileOthersPass() {
        attempt("a", SUSPECT);
        attempt("b", SUSPECT);
        attempt("ok", DELIVERED);
        attempt("c", SUSPECT);
        assertThat(gate.admits()).isTrue();
    }

    @Test
    void triesOneIntentAtATimeEachTimeADifferentOneUntilOnePasses() {
        gate.halt("the token is refused; put a new one into the configuration");
        assertThat(gate.tryEnter("a")).as("before the first trial is due").isFalse();

        clock.forward(Duration.ofSeconds(5));
        assertThat(gate.tryEnter("a")).isTrue();
        assertThat(gate.tryEnter("b")).as("while a is tried").isFalse();
        gate.leave("a", SUSPECT);

        clock.forward(Duration.ofSeconds(9));
        assertThat(gate.tryEnter("a")).as("a has just been tried").isFalse();
        assertThat(gate.tryEnter("b")).isTrue();
        gate.leave("b", DELIVERED);

        assertThat(gate.admits()).isTrue();
        assertThat(ledger.gates().all()).isEmpty();
    }

    @Test
    void triesTheOnlyIntentAgainWhenThereIsNoOther() {
        gate.halt("why");
        clock.forward(Duration.ofSeconds(5));
        attempt("only", SUSPECT);

        clock.forward(Duration.ofSeconds(30));

        assertThat(gate.tryEnter("only")).isTrue();
    }

    @Test
    void takesUpAThrottleInFullAndAHaltWithATrialAtOnceAfterARestart() {
        gate.halt("why");
        Gate restarted = gate();
        restarted.resume(ledger.gates().all().get(0));
        assertThat(restarted.admits()).isFalse();
        assertThat(restarted.tryEnter("a")).isTrue();

        Gate throttled = gate();
        throttled.resume(new Gates.Gate(
                "live",
                "throttled",
                Optional.of(clock.instant().plusSeconds(60)),
                ledger.gates().all().get(0).reason(),
                clock.instant()));
        assertThat(throttled.admits()).isFalse();
    }

    @Test
    void saysThatThereIsAPlaceWheneverAnIntentThatNeverWasThereWouldGetOne() {
        Random dice = new Random(7);
        List<Outcome> outcomes = List.of(
                DELIVERED,
                SUSPECT,
                DOWN,
                new Outcome.Retry("busy", "status 429", Optional.of(Duration.ofSeconds(5)), false));
        Deque<String> inside = new ArrayDeque<>();
        for (int step = 0; step < 2_000; step++) {
            String key = "k" + step;
            boolean place = gate.hasPlace();
            boolean entered = gate.tryEnter(key);
            assertThat(place).as("step %d", step).isEqualTo(entered);
            if (entered) {
                inside.add(key);
            }
            if (!inside.isEmpty() && dice.nextBoolean()) {
                gate.leave(inside.remove(), outcomes.get(dice.nextInt(outcomes.size())));
            }
            clock.forward(Duration.ofSeconds(dice.nextInt(4)));
        }
    }

    @Test
    void tellsWhetherThereIsAPlaceWhileTheLedgerTakesItsTime() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            Thread writing = new Thread(() -> gate.throttle(Duration.ofMinutes(1), "status 429"));
            writing.start();

            await().until(() -> !gate.hasPlace());

            assertThat(writing.isAlive())
                    .as("the ledger has not taken the throttle yet")
                    .isTrue();
            statement.execute("ROLLBACK");
            writing.join();
        }
        assertThat(ledger.gates().all()).singleElement().satisfies(left -> assertThat(left.state())
                .isEqualTo("throttled"));
    }

    private Gate gate() {
        return new Gate(Upstream.LIVE, ledger.gates(), clock, schedule, 4);
    }

    private void attempt(String key, Outcome outcome) {
        assertThat(gate.tryEnter(key)).as(key + " may enter").isTrue();
        gate.leave(key, outcome);
    }

    private long entered(String... keys) {
        return List.of(keys).stream().filter(gate::tryEnter).count();
    }
}
