package io.ticketbridge.delivery;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.util.TimeUtils;

/** At most so many requests in each period. */
public record AllowedRate(long requests, Duration period) {

    /** Reads {@code off}, which is empty, or a count a time such as {@code 10/1s}. */
    public static Optional<AllowedRate> parse(String text) {
        if (text.equals("off")) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        return Optional.of(new AllowedRate(
                Long.parseLong(text.substring(0, slash)),
                Duration.ofMillis(TimeUtils.toMilliSeconds(text.substring(slash + 1)))));
    }

    /** How long so many requests take when the rate is used in full. */
    public Duration timeFor(long number) {
        BigInteger nanos = BigInteger.valueOf(number)
                .multiply(BigInteger.valueOf(period.toNanos()))
                .divide(BigInteger.valueOf(requests));
        BigInteger[] seconds = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
        return Duration.ofSeconds(
                seconds[0].min(BigInteger.valueOf(Long.MAX_VALUE)).longValue(), seconds[1].longValue());
    }
}
