package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Gates;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrakeTest {

    private static final Outcome DELIVERED = new Outcome.Delivered("success", 1);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private Ledger ledger;
    private Brake brake;

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
        brake = new Brake(
                "live/42",
                ledger.gates(),
                clock,
                new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(10), new Random(3)));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void pausesAnApplicationAfterTwentyEqualRejectionsInARow() {
        for (int i = 0; i < 19; i++) {
            attempt("k" + i, rejected("17"));
        }
        assertThat(brake.tryEnter("next")).isTrue();

        attempt("k19", rejected("17"));

        assertThat(brake.tryEnter("next")).isFalse();
        assertThat(ledger.gates().all()).singleElement().satisfies(gate -> {
            assertThat(gate.scope()).isEqualTo("live/42");
            assertThat(gate.reason().text()).contains("17").contains("mapping.yaml");
        });
    }

    @Test
    void letsDifferentRejectionsPass() {
        for (int i = 0; i < 100; i++) {
            attempt("k" + i, rejected(String.valueOf(i)));
        }
        assertThat(brake.tryEnter("next")).isTrue();
    }

    @Test
    void pausesWhenHalfOfTheLastTwoHundredAreRejectedForOneCause() {
        for (int i = 0; i < 100; i++) {
            attempt("good" + i, DELIVERED);
            attempt("bad" + i, rejected("17"));
        }
        assertThat(brake.tryEnter("next")).isFalse();
    }

    @Test
    void goesOnWithTheFirstThatIsDelivered() {
        for (int i = 0; i < 20; i++) {
            attempt("k" + i, rejected("17"));
        }
        clock.forward(Duration.ofSeconds(10));
        attempt("trial", DELIVERED);

        assertThat(brake.tryEnter("next")).isTrue();
        assertThat(ledger.gates().all()).isEmpty();
    }

    @Test
    void saysWhenItTriesAgainAfterATrialThatShowedNothing() {
        for (int i = 0; i < 20; i++) {
            attempt("k" + i, rejected("17"));
        }
        clock.forward(Duration.ofSeconds(10));
        attempt("trial", new Outcome.Retry("busy", "status 503", Optional.empty(), false));

        assertThat(ledger.gates().all()).singleElement().satisfies(gate -> {
            assertThat(gate.until()).hasValueSatisfying(next -> assertThat(next).isAfter(clock.instant()));
            assertThat(gate.reason().text()).contains("17");
        });
    }

    @Test
    void admitsNoNewTicketWhileItHolds() {
        assertThat(brake.admits()).isTrue();
        for (int i = 0; i < 20; i++) {
            attempt("k" + i, rejected("17"));
        }
        assertThat(brake.admits()).isFalse();
    }

    @Test
    void remembersABoundedNumberOfApplicationsAndEachThatIsHalted() {
        Brakes brakes = new Brakes(application -> new Brake(
                "live/" + application,
                ledger.gates(),
                clock,
                new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(10), new Random(3))));
        brakes.of("halted")
                .resume(new Gates.Gate(
                        "live/halted", "halted", Optional.empty(), new Reason("Braked", "why"), clock.instant()));

        for (int i = 0; i < 2 * Brakes.MOST; i++) {
            brakes.of("named by a caller " + i);
        }

        assertThat(brakes.size()).isEqualTo(Brakes.MOST);
        assertThat(brakes.of("halted").admits()).isFalse();
    }

    private void attempt(String key, Outcome outcome) {
        assertThat(brake.tryEnter(key)).as(key + " may enter").isTrue();
        brake.leave(key, outcome);
    }

    private static Outcome rejected(String code) {
        return new Outcome.Rejected("error-code", code, "refused", OptionalInt.of(Integer.parseInt(code)));
    }
}
