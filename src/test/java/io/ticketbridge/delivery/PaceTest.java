package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int ALLOWED = 20;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofHours(1);

    /** Time that passes only while somebody waits, and of which some is lost now and then. */
    private static final class Stuttering implements Pace.Time {

        private final List<Long> pausesMillis;
        private long now;
        private int waits;

        Stuttering(List<Long> pausesMillis) {
            this.pausesMillis = pausesMillis;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public void sleepUntil(long then) {
            long pause = pausesMillis.get(waits++ % pausesMillis.size());
            now = Math.max(now, then) + TimeUnit.MILLISECONDS.toNanos(pause);
        }
    }

    private static List<Long> send(int requests, Long... pausesMillis) {
        Stuttering time = new Stuttering(List.of(pausesMillis));
        Pace pace = Pace.of(ALLOWED, PERIOD, time);
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            pace.await();
            sent.add(time.now());
        }
        return sent;
    }

    @Test
    void usesAtLeastNinetySevenHundredthsOfWhatIsAllowed() {
        assertThat(perSecond(send(10 * ALLOWED + 1, 0L))).isBetween(0.97 * ALLOWED, 1.0 * ALLOWED);
    }

    @Test
    void sendsNoMoreThanAllowedInAnyStretchHoweverLateSomeWent() {
        List<Long> sent = send(500, 0L, 0L, 180L, 0L, 0L, 0L, 0L, 40L, 0L, 0L, 700L);

        for (int i = ALLOWED; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - ALLOWED))
                    .as("from request %d to %d", i - ALLOWED, i)
                    .isGreaterThan(PERIOD.toNanos());
        }
    }

    /** On its way to the upstream a request may be held up, or the upstream itself. */
    @Test
    void countsARequestThatTookLongerThanUsualFromWhenItMayHaveCome() {
        Stuttering time = new Stuttering(List.of(0L));
        Pace pace = Pace.of(ALLOWED, PERIOD, time);
        Duration usual = Duration.ofMillis(5);
        Duration slow = Duration.ofMillis(205);
        for (int i = 0; i < 100; i++) {
            pace.answered(pace.awaitWire(LONG).orElseThrow(), usual);
        }
        long went = pace.awaitWire(LONG).orElseThrow();
        time.sleepUntil(time.now() + slow.toNanos());
        pace.answered(went, slow);
        long answered = time.now();
        for (int i = 1; i < ALLOWED; i++) {
            pace.answered(pace.awaitWire(LONG).orElseThrow(), usual);
        }

        pace.awaitWire(LONG);

        assertThat(time.now() - answered).isGreaterThan(PERIOD.toNanos());
    }

    @Test
    void letsNothingGoThatWouldHaveToWaitTooLongAndLosesNoPlaceByIt() {
        Stuttering time = new Stuttering(List.of(0L));
        Pace pace = Pace.of(1, PERIOD, time);
        pace.awaitWire(LONG);

        assertThat(pace.awaitWire(PERIOD.dividedBy(2))).isEmpty();
        assertThat(pace.awaitWire(PERIOD.multipliedBy(2))).isPresent();
    }

    @Test
    void letsNothingGoThatIsToldToStop() {
        Pace pace = Pace.of(1, LONG);
        pace.await();
        Thread.currentThread().interrupt();

        assertThat(pace.awaitWire(LONG)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** What is made ready ahead of the wire waits there with its claim. */
    @Test
    void makesNoMoreReadyAfterAPauseThanMayGo() {
        Stuttering time = new Stuttering(List.of(0L));
        Pace pace = Pace.of(ALLOWED, PERIOD, time);
        for (int i = 0; i < ALLOWED; i++) {
            pace.await();
        }
        time.sleepUntil(time.now() + PERIOD.toNanos());
        for (int i = 0; i < 3 * ALLOWED; i++) {
            pace.awaitSlot();
            assertThat(pace.awaitWire(PERIOD.dividedBy(ALLOWED)))
                    .as("request %d", i)
                    .isPresent();
        }
    }

    @Test
    void losesNextToNothingOfTheRateByBeingALittleLateEachTime() {
        double punctual = perSecond(send(10 * ALLOWED + 1, 0L));
        double late = perSecond(send(10 * ALLOWED + 1, 1L));

        assertThat(late / punctual).isGreaterThan(0.995);
    }

    private static double perSecond(List<Long> sent) {
        return (sent.size() - 1) / ((sent.get(sent.size() - 1) - sent.get(0)) / 1e9);
    }
}
