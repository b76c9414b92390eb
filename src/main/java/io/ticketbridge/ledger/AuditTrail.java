package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Audit events: rows written in the transaction of the state they tell, relayed to each sink afterwards. */
public final class AuditTrail {

    private final boolean shared;
    private final RelayTurns turns;
    private final GroupCommit writes;
    private final ReadPool reads;

    AuditTrail(Dialect dialect, GroupCommit writes, ReadPool reads) {
        this.shared = !dialect.hasOneEngine();
        this.turns = new RelayTurns(dialect);
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
     * The sinks whose events are kept until relayed, in place of those before ({@code file} in a new ledger), but for
     * those that another engine relays to. Earlier events are not kept for a new sink; those still pending for a former
     * one stay.
     */
    public void registerSinks(Collection<String> sinks) {
        Set<String> wanted = Set.copyOf(sinks);
        Set<String> former = new TreeSet<>(sinks());
        former.removeAll(wanted);
        former.removeIf(this::isRelayedElsewhere);
        writes.commit(transaction -> {
            transaction.events().write();
            for (String sink : former) {
                transaction.sql().update("DELETE FROM audit_sink WHERE name = ?", sink);
            }
            for (String sink : wanted) {
                transaction
                        .sql()
                        .update("INSERT INTO audit_sink (name) VALUES (?) ON CONFLICT (name) DO NOTHING", sink);
            }
            return wanted;
        });
    }

    private List<String> sinks() {
        return reads.read(sql -> sql.all("SELECT name FROM audit_sink", row -> row.getString(1)));
    }

    /** An engine with another {@code audit.uri} must not end what is kept for this one. */
    private boolean isRelayedElsewhere(String sink) {
        boolean isFree = turns.take(sink);
        turns.pass(sink);
        return !isFree;
    }

    /** Whether engines with other data folders may write to this ledger, too. */
    public boolean isShared() {
        return shared;
    }

    /**
     * Whether this engine is to relay to the sink now: of several, one at a time. It remains the one until it passes
     * the turn on, closes the ledger, dies or does not ask for two minutes. After one that died another may relay what
     * that one had relayed and not yet marked.
     */
    public boolean hasTurn(String sink) {
        return turns.take(sink);
    }

    /** Lets another engine relay to the sink, where there is one. */
    public void passTurn(String sink) {
        turns.pass(sink);
    }

    void close() {
        turns.close();
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

    /**
     * Marks events as relayed, and keeps the end of the chain that tells them. An end never goes back: an engine that
     * lost its turn while it hung may mark later than the one that relayed the same events meanwhile, and more.
     */
    public void relayed(String sink, String chain, Collection<Long> ids, ChainEnd end) {
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
                                    + " hash = excluded.hash, event_id = excluded.event_id"
                                    + " WHERE chain_end.number < excluded.number",
                            chain,
                            end.number(),
                            end.hash(),
                            end.eventId());
            return end;
        });
    }

    /**
     * Lets the ledger know a chain, unless it does.
     *
     * @param formerName whose records it goes on with, where the ledger knows a chain of that name; else it has none
     *     yet
     */
    public void registerChain(String chain, Optional<String> formerName) {
        writes.commit(transaction -> {
            if (formerName.isPresent()) {
                transaction
                        .sql()
                        .update(
                                "UPDATE chain_end SET sink = ? WHERE sink = ?"
                                        + " AND NOT EXISTS (SELECT 1 FROM chain_end c WHERE c.sink = ?)",
                                chain,
                                formerName.get(),
                                chain);
            }
            return transaction
                    .sql()
                    .update(
                            "INSERT INTO chain_end (sink, number, hash, event_id) VALUES (?, 0, '', 0)"
                                    + " ON CONFLICT (sink) DO NOTHING",
                            chain);
        });
    }

    /** @param chain named as its sink, where that has only one */
    public Optional<ChainEnd> chainEnd(String chain) {
        return Optional.ofNullable(chainEnds().get(chain)).filter(end -> end.number() > 0);
    }

    /** Of all chains that the ledger knows; the number of one without records is 0. */
    public SortedMap<String, ChainEnd> chainEnds() {
        SortedMap<String, ChainEnd> ends = new TreeMap<>();
        reads.read(sql -> sql.all(
                "SELECT sink, number, hash, event_id FROM chain_end",
                row -> ends.put(row.getString(1), new ChainEnd(row.getLong(2), row.getString(3), row.getLong(4)))));
        return ends;
    }

    /** The last record of a chain: its number, its hash and the event it holds. */
    public record ChainEnd(long number, String hash, long eventId) {}
}
