package io.ticketbridge.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code Retry-After} header: seconds, or a date in one of the three formats of RFC 9110, section 5.6.7. */
public final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
    private static final int CENTURY_AHEAD = 50;

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);

    private RetryAfter() {}

    /**
     * How long to wait from {@code now}.
     *
     * @return empty, which means the ordinary back-off, when the value is zero, past, unreadable or longer than
     *     {@code max}; never throws
     */
    public static Optional<Duration> parse(String value, Instant now, Duration max) {
        String text = value.trim();
        return (SECONDS.matcher(text).matches() ? Optional.of(seconds(text)) : untilDate(text, now))
                .filter(wait -> wait.compareTo(Duration.ZERO) > 0 && wait.compareTo(max) <= 0);
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(Long.parseLong(digits));
    }

    private static Optional<Duration> untilDate(String text, Instant now) {
        for (DateTimeFormatter format : new DateTimeFormatter[] {IMF_FIXDATE, rfc850(now), ASCTIME}) {
            try {
                Instant date = LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
                return Optional.of(Duration.between(now, date));
            } catch (DateTimeException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** Two digits of a year that would be more than 50 years ahead mean the century before (RFC 9110). */
    private static DateTimeFormatter rfc850(Instant now) {
        LocalDate base = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(100 - CENTURY_AHEAD - 1L);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, base)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US);
    }
}
