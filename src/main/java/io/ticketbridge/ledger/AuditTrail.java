package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Audit events: rows written in the transaction of the state they tell, relayed to each sink afterwards. */
public final class AuditTrail {

    private final GroupCommit writes;
    private final ReadPool reads;

    AuditTrail(GroupCommit writes, ReadPool reads) {
        this.writes = writes;
        this.reads = reads;
    }

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
        writes.commit(transaction -> {
            EventRows.append(transaction, type, key, details);
            return key;
        });
    }

    /**
     * The sinks whose events are kept until relayed, in place of those before ({@code file} in a new ledger). Earlier
     * events are not kept for a new sink; those still pending for a former one stay.
     */
    public void registerSinks(Collection<String> sinks) {
        Set<String> wanted = Set.copyOf(sinks);
        writes.commit(transaction -> {
            transaction.events().write();
            transaction.sql().update("DELETE FROM audit_sink");
            for (String sink : wanted) {
                transaction.sql().update("INSERT INTO audit_sink (name) VALUES (?)", sink);
            }
            return wanted;
        });
    }

    /** The oldest events not yet relayed to this sink, in order. */
    public List<Event> pending(String sink, int limit) {
        return reads.read(sql -> EventRows.pending(sql, sink, limit));
    }

    /** Those of these events that are here, relayed or not, in order. */
    public List<Event> find(Collection<Long> ids) {
        List<IdRange> ranges = IdRange.of(ids);
        return reads.read(sql -> EventRows.find(sql, ranges));
    }

    /** Marks events as relayed, and keeps the end of this sink's chain. */
    public void relayed(String sink, Collection<Long> ids, ChainEnd end) {
        List<IdRange> ranges = IdRange.of(ids);
        writes.commit(transaction -> {
            for (IdRange range : ranges) {
                transaction
                        .sql()
                        .update(
                                "DELETE FROM audit_pending WHERE sink = ? AND event_id BETWEEN ? AND ?",
                                sink,
                                range.first(),
                                range.last());
            }
            transaction
                    .sql()
                    .update(
                            "INSERT INTO chain_end (sink, number, hash, event_id) VALUES (?, ?, ?, ?)"
                                    + " ON CONFLICT (sink) DO UPDATE SET number = excluded.number,"
                                    + " hash = excluded.hash, event_id = excluded.event_id",
                            sink,
                            end.number(),
                            end.hash(),
                            end.eventId());
            return end;
        });
    }

    public Optional<ChainEnd> chainEnd(String sink) {
        return reads.read(sql -> sql.first(
                "SELECT number, hash, event_id FROM chain_end WHERE sink = ?",
                row -> new ChainEnd(row.getLong(1), row.getString(2), row.getLong(3)),
                sink));
    }

    /** The last record of a chain: its number, its hash and the event it holds. */
    public record ChainEnd(long number, String hash, long eventId) {}
}
