package io.ticketbridge.configuration;

import java.time.Duration;

/** A configured duration, told as people write it there: {@code 24h}, {@code 7d}, {@code 1h30m}. */
public final class DurationText {

    /** One day is told in hours, as the defaults have it. */
    private static final Duration FEWEST_DAYS = Duration.ofDays(2);

    private DurationText() {}

    /** A key would read the same duration from it again. */
    public static String of(Duration duration) {
        if (duration.toMillisPart() > 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.isZero()) {
            return "0s";
        }
        long days = duration.compareTo(FEWEST_DAYS) < 0 ? 0 : duration.toDays();
        Duration rest = duration.minusDays(days);
        return part(days, "d")
                + part(rest.toHours(), "h")
                + part(rest.toMinutesPart(), "m")
                + part(rest.toSecondsPart(), "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
