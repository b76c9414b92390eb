package io.ticketbridge.door.queue;

import io.ticketbridge.ledger.ReplyOutbox.PendingReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replies that the broker did not take although it was there: each is tried again later and later, so that it stands in
 * nobody's way. Only a memory: a restart tries all again. Thread-safe.
 */
final class RefusedReplies {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 8;
    private static final int MOST_REMEMBERED = 10_000;

    private record Refused(int tries, Instant notBefore) {}

    private final Clock clock;
    private final Map<PendingReply, Refused> refused = new ConcurrentHashMap<>();

    RefusedReplies(Clock clock) {
        this.clock = clock;
    }

    int size() {
        return refused.size();
    }

    boolean mayTry(PendingReply reply) {
        Refused known = refused.get(reply);
        return known == null || !known.notBefore().isAfter(clock.instant());
    }

    void forget(PendingReply reply) {
        refused.remove(reply);
    }

    /** Notes one more refusal. @return whether it was the last: after twenty minutes, or when there are too many */
    boolean isGivenUp(PendingReply reply) {
        Refused now = refused.merge(
                reply,
                new Refused(1, clock.instant().plus(FIRST_PAUSE)),
                (known, first) -> new Refused(
                        known.tries() + 1, clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << known.tries()))));
        boolean last = now.tries() >= MOST_TRIES || refused.size() > MOST_REMEMBERED;
        if (last) {
            refused.remove(reply);
        }
        return last;
    }
}
