package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The switch of a batch: holds back what was not sent yet, lets it go on, or ends it. Works beside a running engine,
 * whose next claim obeys; an attempt that is under way is finished and settled. Thread-safe.
 */
public final class BatchControl {

    /** Of what a cancelled batch did not send. */
    public static final Reason CANCELLED = new Reason(
            "Cancelled",
            "Its batch was cancelled before it was sent; to send it after all, replay it or import a correction of"
                    + " the batch.");

    private final GroupCommit writes;

    BatchControl(GroupCommit writes) {
        this.writes = writes;
    }

    /** Nothing of it that has not begun is sent until it is resumed. @return false = there is nothing to hold back */
    public boolean pause(String batch, Replays.Order who) {
        return turn(batch, Batches.Control.PAUSED, EnumSet.of(Batches.Control.RUNNING), who);
    }

    /** What was held back goes out, its age counted from now. @return false = it is not paused */
    public boolean resume(String batch, Replays.Order who) {
        return turn(batch, Batches.Control.RUNNING, EnumSet.of(Batches.Control.PAUSED), who);
    }

    /**
     * Nothing of it is sent any more, for good. What was not sent yet is rejected by {@link #rejectCancelled}, which
     * the engine calls too.
     *
     * @return false = it is cancelled already, or nothing of it is left to be sent
     */
    public boolean cancel(String batch, Replays.Order who) {
        return turn(batch, Batches.Control.CANCELLED, EnumSet.of(Batches.Control.RUNNING, Batches.Control.PAUSED), who);
    }

    private boolean turn(String batch, Batches.Control to, Set<Batches.Control> from, Replays.Order who) {
        return writes.commit(transaction -> {
            transaction.dialect().takeSwitch(transaction.sql(), batch);
            BatchTable table = new BatchTable(transaction.sql());
            if (table.find(batch).isEmpty()
                    || !isAtWork(transaction.sql(), table.find(batch).get())
                    || !table.control(batch, to, from, transaction.now())) {
                return false;
            }
            if (to == Batches.Control.CANCELLED) {
                BatchFirst.hold(transaction.sql(), batch);
            }
            Details details = new Details()
                    .with("batch", batch)
                    .with("operator", who.operator())
                    .with("why", who.why());
            String type = to == Batches.Control.RUNNING ? "batch-resumed" : "batch-" + to.label();
            EventRows.append(transaction, type, Optional.empty(), details.map());
            return true;
        });
    }

    /** Whether more of it can come or go. */
    private static boolean isAtWork(Sql sql, Batches.Batch batch) throws SQLException {
        return batch.finished().isEmpty()
                || batch.control() == Batches.Control.PAUSED
                || !waiting(sql, Set.of(batch.id()), 1).isEmpty();
    }

    /** Rejects what a cancelled batch has not sent. @return how many of at most {@code most}; 0 = there is no more */
    public int rejectCancelled(String batch, int most) {
        return writes.commit(transaction -> {
            boolean cancelled = new BatchTable(transaction.sql())
                    .find(batch)
                    .filter(found -> found.control() == Batches.Control.CANCELLED)
                    .isPresent();
            return cancelled ? reject(transaction, Set.of(batch), most) : 0;
        });
    }

    /** The same for all cancelled batches. */
    public int rejectCancelled(int most) {
        return writes.commit(transaction -> {
            Set<String> cancelled = BatchTable.under(transaction.sql(), EnumSet.of(Batches.Control.CANCELLED));
            return cancelled.isEmpty() ? 0 : reject(transaction, cancelled, most);
        });
    }

    /** Whether a ticket is never sent any more, because its batch was cancelled. */
    static boolean isCancelled(Sql sql, String key) throws SQLException {
        return sql.any(
                "SELECT 1 FROM intent i JOIN batch b ON b.id = i.held_by WHERE i.key = ? AND b.control = 'cancelled'",
                key);
    }

    private static int reject(Transaction transaction, Set<String> batches, int most) throws SQLException {
        int rejected = 0;
        for (String key : waiting(transaction.sql(), batches, most)) {
            Optional<Intent> intent = IntentRows.lock(transaction, key)
                    .filter(found -> found.state() == State.ACCEPTED || found.state() == State.WAITING);
            if (intent.isPresent()) {
                new Transitions(transaction)
                        .move(
                                intent.get(),
                                new Settlement.Rejected(CANCELLED),
                                new Transitions.Cause("batch cancelled", false, false));
                rejected++;
            }
        }
        return rejected;
    }

    /** Keys of what these batches hold back. */
    private static List<String> waiting(Sql sql, Set<String> batches, int most) throws SQLException {
        List<String> keys = new ArrayList<>();
        Optional<Lanes.Lane> lane = Lanes.first(sql);
        while (lane.isPresent() && keys.size() < most) {
            if (batches.contains(lane.get().heldBy())) {
                keys.addAll(Lanes.keys(sql, lane.get(), most - keys.size()));
            }
            lane = Lanes.after(sql, lane.get());
        }
        return keys;
    }
}
