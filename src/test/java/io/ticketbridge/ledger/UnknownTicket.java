package io.ticketbridge.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A ticket whose one attempt showed nothing, so that the upstream is asked for it. */
public final class UnknownTicket {

    private UnknownTicket() {}

    /** @return its key */
    public static String in(Ledger ledger, Submission submission) {
        String key = ledger.intake()
                .accept(List.of(submission), Optional.empty())
                .get(0)
                .key();
        byte[] request = "{}".getBytes(StandardCharsets.UTF_8);
        Claim claim = ledger.deliveries()
                .claim(key, 1, new Payload.FrozenRequest(request, "mapping", "likeness"), Duration.ofMinutes(1))
                .orElseThrow();
        Instant now = ledger.clock().instant();
        AttemptResult nothing = new AttemptResult(
                now,
                now,
                "written",
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                "unknown",
                true,
                "no-answer",
                Optional.empty(),
                new byte[0],
                Optional.empty(),
                1);
        ledger.deliveries()
                .settle(claim, nothing, new Settlement.Unknown(Optional.of(now), new Reason("Unknown", "no answer")));
        return key;
    }
}
