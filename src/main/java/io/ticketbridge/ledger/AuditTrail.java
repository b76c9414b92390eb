package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Audit events: rows written in the transaction of the state they tell, relayed to each sink afterwards. */
public final class AuditTrail {

    /**
     * @param id ascending, with gaps
     * @param type {@code accepted}, {@code revised}, {@code converged}, {@code refused}, {@code claimed},
     *     {@code answered}, {@code delivered}, {@code rejected}, {@code waiting}, {@code unknown}, {@code parked},
     *     {@code probed}, {@code dead}, {@code replayed}, {@code halted}, {@code lifted}, {@code batch-started},
     *     {@code batch-finished}, …
     * @param key the intent it is about, where there is one
     * @param details flat, ordered; may hold personal data, which the sink's encoder masks
     */
    public record Event(long id, Instant at, String type, Optional<String> key, Map<String, Object> details) {}

    /** An event of its own, outside any intent's change of state. */
    public void record(String type, Optional<String> key, Map<String, Object> details) {
        throw new AssertionError("skeleton");
    }

    /** Sinks whose events are kept until relayed; events before the first call are not kept for a new sink. */
    public void registerSinks(Collection<String> sinks) {
        throw new AssertionError("skeleton");
    }

    /** The oldest events not yet relayed to this sink, in order. */
    public List<Event> pending(String sink, int limit) {
        throw new AssertionError("skeleton");
    }

    /** Marks events as relayed, and keeps the end of this sink's chain. */
    public void relayed(String sink, Collection<Long> ids, ChainEnd end) {
        throw new AssertionError("skeleton");
    }

    public Optional<ChainEnd> chainEnd(String sink) {
        throw new AssertionError("skeleton");
    }

    /** The last record of a chain: its number, its hash and the event it holds. */
    public record ChainEnd(long number, String hash, long eventId) {}
}
