package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.ledger.Upstream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HowLongTest {

    @ParameterizedTest
    @CsvSource({
        "400_000, 50/1s, about 2 h 13 min at 50/s",
        "1, 50/1s, about a second at 50/s",
        "100, 10/1s, about 10 s at 10/s",
        "3600, 600/1m, about 6 min at 600/m",
        "7200, 1/1s, about 2 h at 1/s",
        "1_000_000, 5/1s, about 2 days 8 h at 5/s",
        "30, 10/15m, about 45 min at 10/15m",
        "9_000_000_000_000_000_000, 1/24h, about",
    })
    void isTheNumberAtTheRateLimit(String tickets, String rate, String text) {
        assertThat(new HowLong(rate, 16, upstream -> Optional.empty())
                        .of(Long.parseLong(tickets.replace("_", "")), Upstream.LIVE))
                .startsWith(text);
    }

    @Test
    void withoutALimitItIsAsLateAnswersSay() {
        HowLong howLong = new HowLong(
                "off",
                16,
                upstream -> upstream == Upstream.LIVE ? Optional.of(Duration.ofMillis(160)) : Optional.empty());

        assertThat(howLong.of(100_000, Upstream.LIVE))
                .startsWith("about 17 min when 16 requests are under way at a time")
                .contains("160 ms");
        assertThat(howLong.of(100_000, Upstream.SANDBOX)).startsWith("not known yet: socialboards.rate-limit is off");
        assertThat(howLong.of(0, Upstream.SANDBOX)).contains("nothing is sent");
    }
}
