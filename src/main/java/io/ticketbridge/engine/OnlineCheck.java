package io.ticketbridge.engine;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.socialboards.ListLimit;
import io.ticketbridge.socialboards.ListQuery;
import io.ticketbridge.socialboards.Listing;
import io.ticketbridge.socialboards.WireRecorder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks the live upstream for a token, and for the tickets of the last second: the one call that changes nothing. */
public final class OnlineCheck {

    /** What is more than this was created meanwhile, or the upstream ignores the time asked for: it answers. */
    private static final int MOST_PAGES = 3;

    private OnlineCheck() {}

    /**
     * A refresh token that the upstream gives anew is kept in the ledger, beside whatever engine runs.
     *
     * @return what is wrong, in one sentence
     */
    public static Optional<String> problem(Settings settings, Clock clock) {
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), clock);
                UpstreamParts parts = new UpstreamParts(settings, ledger, new WireRecorder(ledger.clock()))) {
            Instant now = ledger.clock().instant();
            Listing listing = parts.open(false)
                    .of(Upstream.LIVE)
                    .listing()
                    .read(
                            new ListQuery(now.minusSeconds(1), now, Optional.empty()),
                            new ListLimit(MOST_PAGES, settings.get(Keys.SOCIALBOARDS_DEADLINE), () -> false),
                            ticket -> {});
            return listing instanceof Listing.Failed failed
                    ? Optional.of("The upstream cannot be used: " + failed.why() + ".")
                    : Optional.empty();
        }
    }
}
