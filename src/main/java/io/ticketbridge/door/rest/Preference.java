package io.ticketbridge.door.rest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caller's {@code Prefer} header (RFC 7240), as far as it concerns waiting. What it does not understand it ignores.
 */
record Preference(boolean respondAsync, Optional<Duration> asked) {

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,6})\"?");
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Preference NONE = new Preference(false, Optional.empty());

    static Preference of(List<String> headers) {
        if (headers.isEmpty()) {
            return NONE;
        }
        boolean respondAsync = false;
        Optional<Duration> wait = Optional.empty();
        for (String preference :
                String.join(",", headers).toLowerCase(Locale.ROOT).split(",")) {
            String first = preference.split(";", 2)[0].strip();
            Matcher seconds = WAIT.matcher(first);
            if (first.equals("respond-async")) {
                respondAsync = true;
            } else if (wait.isEmpty() && seconds.matches()) {
                wait = Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))));
            }
        }
        return new Preference(respondAsync, wait);
    }

    /** The longest that any caller can wait where this is the ordinary wait. */
    static Duration longest(Duration ordinary) {
        return ordinary.compareTo(LONGEST) > 0 ? ordinary : LONGEST;
    }

    /** How long to wait. {@code respond-async} with a {@code wait} means: wait so long, then answer 202. */
    Duration limit(Duration ordinary) {
        Duration wanted = asked.orElse(respondAsync ? Duration.ZERO : ordinary);
        Duration most = longest(ordinary);
        return wanted.compareTo(most) > 0 ? most : wanted;
    }
}
