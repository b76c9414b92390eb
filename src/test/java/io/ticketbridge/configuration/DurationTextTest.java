package io.ticketbridge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "0s, 0s",
        "250ms, 250ms",
        "1s500ms, 1500ms",
        "20s, 20s",
        "90s, 1m30s",
        "24h, 24h",
        "1d, 24h",
        "36h, 36h",
        "7d, 7d",
        "168h, 7d",
        "2d1h30m, 2d1h30m"
    })
    void writesADurationAsTheConfigurationDoesAndReadsItAgain(String configured, String told) {
        Duration duration = Keys.RETRY_MAX_AGE.parser().apply(configured);

        assertThat(DurationText.of(duration)).isEqualTo(told);
        assertThat(Keys.RETRY_MAX_AGE.parser().apply(told)).isEqualTo(duration);
    }
}
