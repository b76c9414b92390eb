package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** An intent as one is when it was just accepted, for tests that have no ledger. */
public final class NewIntent {

    private NewIntent() {}

    public static Intent of(String key) {
        Instant now = Instant.EPOCH;
        return new Intent(
                key,
                "rest",
                Upstream.LIVE,
                "42",
                Optional.empty(),
                State.ACCEPTED,
                1,
                "hash",
                now,
                now,
                now,
                0,
                0,
                0,
                false,
                false,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
