package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListTroubleTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private Ledger ledger;
    private ListTrouble trouble;

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
        trouble = new ListTrouble(Upstream.LIVE, ledger.gates(), clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aListThatFailsNowAndThenIsNotToldOf() {
        for (int i = 0; i < 3; i++) {
            trouble.failed("status 500", clock.instant());
            trouble.failed("status 500", clock.instant());
            trouble.succeeded();
        }

        assertThat(ledger.gates().all()).isEmpty();
    }

    @Test
    void saysWhatItAnswersNowAndSinceWhenItHasFailed() {
        for (String why : new String[] {"status 500", "status 500", "status 500", "status 403"}) {
            trouble.failed(why, clock.instant().plusSeconds(60));
            clock.forward(Duration.ofMinutes(1));
        }

        assertThat(ledger.gates().all()).singleElement().satisfies(gate -> {
            assertThat(gate.since()).isEqualTo(NOON.plusSeconds(120));
            assertThat(gate.until()).contains(NOON.plusSeconds(240));
            assertThat(gate.reason().text()).startsWith("status 403. Until it can be, what is unknown stays so:");
        });
        trouble.succeeded();
        assertThat(ledger.gates().all()).isEmpty();
    }

    @Test
    void theFirstLookThatSucceedsTakesBackWhatAnEarlierRunTold() {
        for (int i = 0; i < 3; i++) {
            trouble.failed("status 403", clock.instant());
        }
        ListTrouble restarted = new ListTrouble(Upstream.LIVE, ledger.gates(), clock);
        restarted.resume();

        restarted.succeeded();

        assertThat(ledger.gates().all()).isEmpty();
    }

    @Test
    void aLookThatSucceedsTakesBackWhatAnotherEngineToldMeanwhile() {
        ListTrouble other = new ListTrouble(Upstream.LIVE, ledger.gates(), clock);
        for (int i = 0; i < 3; i++) {
            other.failed("status 403", clock.instant());
        }

        trouble.succeeded();

        assertThat(ledger.gates().all()).isEmpty();
    }
}
