package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.delivery.AllowedRate;
import io.ticketbridge.ledger.Upstream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Says how long tickets take to be sent. */
final class HowLong {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final Optional<AllowedRate> rate;
    private final String rateText;
    private final int inFlight;
    private final Function<Upstream, Optional<Duration>> meanAnswerTime;

    /**
     * @param rate as {@code socialboards.rate-limit}
     * @param inFlight most requests at a time
     * @param meanAnswerTime what the ledger knows of it
     */
    HowLong(String rate, int inFlight, Function<Upstream, Optional<Duration>> meanAnswerTime) {
        this.rate = AllowedRate.parse(rate);
        this.rateText = rate;
        this.inFlight = inFlight;
        this.meanAnswerTime = meanAnswerTime;
    }

    HowLong(Settings settings, Function<Upstream, Optional<Duration>> meanAnswerTime) {
        this(settings.get(Keys.SOCIALBOARDS_RATE_LIMIT), settings.get(Keys.SOCIALBOARDS_MAX_IN_FLIGHT), meanAnswerTime);
    }

    /** Such as {@code about 2 h 13 min at 50/1s}. */
    String of(long tickets, Upstream upstream) {
        if (tickets == 0) {
            return "no time: nothing is sent";
        }
        if (rate.isPresent()) {
            return inWords(rate.get().timeFor(tickets)) + " at " + rateText.replaceFirst("/1([a-z]+)$", "/$1");
        }
        return meanAnswerTime
                .apply(upstream)
                .map(mean -> inWords(mean.multipliedBy(tickets).dividedBy(inFlight)) + " when " + inFlight
                        + " requests are under way at a time and each is answered within " + mean.toMillis()
                        + " ms, as of late; there is no rate limit")
                .orElse("not known yet: socialboards.rate-limit is off, and no answer of the " + upstream.label()
                        + " upstream is in the ledger");
    }

    static String inWords(Duration duration) {
        long seconds = duration.toSeconds() + (duration.getNano() > 0 ? 1 : 0);
        if (seconds < 2) {
            return "about a second";
        } else if (seconds < 2 * MINUTE) {
            return "about " + seconds + " s";
        } else if (seconds < HOUR) {
            return "about " + (seconds + MINUTE / 2) / MINUTE + " min";
        }
        long minutes = (seconds + MINUTE / 2) / MINUTE;
        if (seconds < 2 * DAY) {
            return "about " + minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        long hours = (seconds + HOUR / 2) / HOUR;
        return "about " + hours / 24 + " days" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }
}
