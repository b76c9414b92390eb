package io.ticketbridge.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the ledger for people and programs; never changes it. Works beside a running engine. */
public final class Inspection {

    public Optional<Intent> find(String key) {
        throw new AssertionError("skeleton");
    }

    public Optional<Payload> payload(String key) {
        throw new AssertionError("skeleton");
    }

    /**
     * Intents named by a ticket key, an identity's value as its caller wrote it, an {@code external_id} or a
     * Socialboards id.
     */
    public List<Intent> lookup(String name) {
        throw new AssertionError("skeleton");
    }

    public List<Attempt> attempts(String key) {
        throw new AssertionError("skeleton");
    }

    public List<Identity> identities(String key) {
        throw new AssertionError("skeleton");
    }

    public List<AuditTrail.Event> events(String key) {
        throw new AssertionError("skeleton");
    }

    /** Counts for {@code status}: all doors that ever had an intent, each with all seven states. */
    public Counts counts() {
        throw new AssertionError("skeleton");
    }

    public record Counts(
            Map<String, Map<State, Long>> byDoor,
            long parked,
            long possibleDoubles,
            OptionalLong oldestWaitingSeconds) {}
}
