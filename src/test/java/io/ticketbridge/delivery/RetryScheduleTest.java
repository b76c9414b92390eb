package io.ticketbridge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private final RetrySchedule schedule =
            new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(10), new Random(42));

    @ParameterizedTest
    @CsvSource({"1,2", "2,4", "3,8", "9,512", "10,600", "64,600", "2147483647,600"})
    void doublesEachStepUpToTheLongestAndOnlyAddsJitter(int failures, long stepSeconds) {
        for (int i = 0; i < 200; i++) {
            assertThat(schedule.delay(failures))
                    .isBetween(Duration.ofSeconds(stepSeconds), Duration.ofSeconds(2 * stepSeconds));
        }
    }

    @Test
    void spreadsEqualFailuresApart() {
        assertThat(java.util.stream.IntStream.range(0, 50)
                        .mapToObj(i -> schedule.delay(5))
                        .distinct()
                        .count())
                .isGreaterThan(40);
    }
}
