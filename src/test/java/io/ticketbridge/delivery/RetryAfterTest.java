package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration LONGEST = Duration.ofHours(24);

    @ParameterizedTest
    @ValueSource(strings = {"30", " 30 ", "0030"})
    void readsSeconds(String value) {
        assertThat(RetryAfter.parse(value, NOW, LONGEST)).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 01 Nov 2026 12:01:00 GMT", "Sunday, 01-Nov-26 12:01:00 GMT", "Sun Nov  1 12:01:00 2026"})
    void readsAllThreeFormatsOfADate(String value) {
        assertThat(RetryAfter.parse(value, NOW, LONGEST)).contains(Duration.ofMinutes(1));
    }

    @Test
    void readsAnObsoleteDateWithTwoDigitsOfTheDay() {
        Instant evening = Instant.parse("2026-11-21T12:00:00Z");

        assertThat(RetryAfter.parse("Sat Nov 21 12:01:00 2026", evening, LONGEST))
                .contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "+5",
                "1.5",
                "5s",
                "1e3",
                "\u0663",
                "86401",
                "99999999999999999999999",
                "Sun, 01 Nov 2026 11:59:00 GMT",
                "Mon, 01 Nov 2026 12:01:00 GMT",
                "Sun, 32 Nov 2026 12:01:00 GMT",
                "Tue, 03 Nov 2026 12:00:00 GMT",
                "Monday, 01-Nov-99 12:01:00 GMT",
                "2026-11-01T12:01:00Z"
            })
    void countsWhatIsNegativeUnreadableOrTooLongAsAbsent(String value) {
        assertThat(RetryAfter.parse(value, NOW, LONGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000", "Sun, 01 Nov 2026 12:00:00 GMT"})
    void leavesAZeroToTheOrdinaryBackOff(String value) {
        assertThat(RetryAfter.parse(value, NOW, LONGEST)).isEmpty();
    }

    @Test
    void takesTheLongestThatIsAllowed() {
        assertThat(RetryAfter.parse("86400", NOW, LONGEST)).contains(LONGEST);
    }
}
