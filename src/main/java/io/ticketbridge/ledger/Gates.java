package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What stops delivery, kept so that {@code status} can tell it from another process and a restart remembers. */
public final class Gates {

    private final GroupCommit writes;
    private final ReadPool reads;

    Gates(GroupCommit writes, ReadPool reads) {
        this.writes = writes;
        this.reads = reads;
    }

    private static final String LIST = " ticket list";

    /**
     * @param scope {@code live}, {@code sandbox}, {@code live/APPLICATION} for a brake, or {@link #listOf}
     * @param state {@code throttled} or {@code halted}; an open gate has no row
     * @param until throttled until; halted: the next trial
     * @param since when it shut in this way; a further trial or wait does not change it
     */
    public record Gate(String scope, String state, Optional<Instant> until, Reason reason, Instant since) {

        /** Whether it is no delivery that stands still, but the looks at an upstream's ticket list. */
        public boolean isOfList() {
            return scope.endsWith(LIST) && scope.indexOf('/') < 0;
        }
    }

    /** The scope of the looks at an upstream's ticket list. */
    public static String listOf(Upstream upstream) {
        return upstream.label() + LIST;
    }

    public List<Gate> all() {
        return reads.read(sql -> sql.all(
                "SELECT scope, state, until, reason_code, reason_text, since FROM gate ORDER BY scope",
                row -> new Gate(
                        row.getString(1),
                        row.getString(2),
                        Columns.optionalInstant(row, 3),
                        new Reason(row.getString(4), row.getString(5)),
                        Columns.instant(row, 6))));
    }

    /** Writes the gate and its audit event ({@code halted} or {@code throttled}). */
    public void set(Gate gate) {
        writes.commit(transaction -> {
            transaction
                    .sql()
                    .update(
                            "INSERT INTO gate (scope, state, until, reason_code, reason_text, since)"
                                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (scope) DO UPDATE SET"
                                    + " state = excluded.state, until = excluded.until,"
                                    + " reason_code = excluded.reason_code, reason_text = excluded.reason_text,"
                                    + " since = CASE WHEN gate.state = excluded.state THEN gate.since"
                                    + " ELSE excluded.since END",
                            gate.scope(),
                            gate.state(),
                            Columns.millisOrNull(gate.until()),
                            gate.reason().code(),
                            gate.reason().text(),
                            gate.since().toEpochMilli());
            Details details = new Details()
                    .with("scope", gate.scope())
                    .with(gate.reason())
                    .with("until", gate.until().map(Object::toString));
            EventRows.append(transaction, gate.state(), Optional.empty(), details.map());
            return gate;
        });
    }

    /** Opens the scope's gate; an audit event {@code lifted} if it was shut. */
    public void open(String scope) {
        writes.commit(transaction -> {
            boolean wasShut = transaction.sql().update("DELETE FROM gate WHERE scope = ?", scope) == 1;
            if (wasShut) {
                EventRows.append(
                        transaction,
                        "lifted",
                        Optional.empty(),
                        new Details().with("scope", scope).map());
            }
            return wasShut;
        });
    }
}
