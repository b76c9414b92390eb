package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one later look at each possible double that came to rest: for a second ticket of one that was delivered, which
 * stays delivered; for the ticket of one that was refused in the end, which is delivered when it is found. It is
 * planned in the commit that settles, and what it found is kept in the same way. Thread-safe.
 */
public final class SecondLooks {

    /** The reason's code of a delivered intent while nobody knows whether it is doubled. */
    static final String POSSIBLE = "PossibleDouble";

    /** The reason's code of a delivered intent of which the upstream has a second ticket. */
    static final String FOUND = "SecondTicket";

    private static final String MAY_BE_TWO =
            "An attempt before the last one may have created a ticket that the upstream's list did not show";

    private final GroupCommit writes;
    private final ReadPool reads;
    private final Clock clock;

    SecondLooks(GroupCommit writes, ReadPool reads, Clock clock) {
        this.writes = writes;
        this.reads = reads;
        this.clock = clock;
    }

    /** Possible doubles at rest that nobody has looked for since they came to rest, {@code settle} ago or longer. */
    public List<Intent> due(Upstream upstream, Duration settle, int limit) {
        return reads.read(sql -> sql.all(
                IntentRows.SELECT + "WHERE i.upstream = ? AND i.second_look_at <= ? ORDER BY i.second_look_at LIMIT ?",
                IntentRows::read,
                upstream.label(),
                clock.instant().minus(settle).toEpochMilli(),
                limit));
    }

    /** The upstream could not be asked: the look is made later, {@code settle} after this time. */
    public void postpone(String key, Instant since) {
        writes.commit(transaction -> transaction
                .sql()
                .update(
                        "UPDATE intent SET second_look_at = ? WHERE key = ? AND second_look_at IS NOT NULL",
                        since.toEpochMilli(),
                        key));
    }

    /**
     * Keeps what a complete listing showed, as audit event {@code looked-again} and, of a delivered intent, as reason.
     * The tickets found belong to it from now on, so that no probe takes them for another's.
     *
     * @param others ids of tickets like this intent's beside its own; empty = there is none
     * @return the intent as it is now; unchanged if no look was planned any more
     */
    public Intent made(String key, List<Long> others) {
        return writes.commit(transaction -> {
            Intent intent = IntentRows.lock(transaction, key)
                    .orElseThrow(() -> new IllegalArgumentException("The ledger has no ticket key " + key));
            if (isPlanned(transaction, key) && intent.state() == State.DELIVERED) {
                for (long other : others) {
                    TicketRows.bind(transaction.sql(), intent, other);
                }
                keep(transaction, intent, others);
            } else if (isPlanned(transaction, key)) {
                lookAt(transaction, key, null);
                tell(transaction, key, others, new Details());
            }
            return IntentRows.get(transaction.sql(), key);
        });
    }

    /**
     * A look has shown the ticket of an intent that was refused in the end: an attempt before had created it.
     *
     * @param refused as it was when the look began
     * @return the intent as it is now; empty = it has moved since, or no look was planned any more
     */
    public Optional<Intent> found(Intent refused, Settlement.Delivered found) {
        return writes.commit(transaction -> {
            Optional<Intent> intent =
                    IntentRows.lock(transaction, refused.key()).filter(refused::isSameAttemptAs);
            return intent.isPresent() && isPlanned(transaction, refused.key())
                    ? Optional.of(new Transitions(transaction)
                            .move(intent.get(), found, new Transitions.Cause("later look", false, false)))
                    : Optional.empty();
        });
    }

    private static boolean isPlanned(Transaction transaction, String key) throws SQLException {
        return transaction.sql().any("SELECT 1 FROM intent WHERE key = ? AND second_look_at IS NOT NULL", key);
    }

    /**
     * Plans the look for an intent that has just been delivered, unless more is known. @return the intent as it is now
     */
    static Intent plan(Transaction transaction, Intent delivered) throws SQLException {
        List<Long> others = TicketRows.beside(
                transaction.sql(), delivered.key(), delivered.ticketId().orElseThrow());
        if (others.isEmpty()) {
            write(
                    transaction,
                    delivered.key(),
                    new Reason(POSSIBLE, MAY_BE_TWO + "; the upstream is asked once more."),
                    transaction.millis());
        } else {
            keep(transaction, delivered, others); // a late answer named another one
        }
        return IntentRows.get(transaction.sql(), delivered.key());
    }

    /** Plans the look for an intent that has just been refused; its reason stays. */
    static void planForRefused(Transaction transaction, String key) throws SQLException {
        lookAt(transaction, key, transaction.millis());
    }

    private static void lookAt(Transaction transaction, String key, Long time) throws SQLException {
        transaction.sql().update("UPDATE intent SET second_look_at = ? WHERE key = ?", time, key);
    }

    /** Keeps which tickets the upstream has beside the intent's own. */
    static void keep(Transaction transaction, Intent intent, List<Long> others) throws SQLException {
        Reason reason = others.isEmpty()
                ? new Reason(POSSIBLE, MAY_BE_TWO + "; a later look found no second one.")
                : new Reason(FOUND, twoTickets(intent, others));
        write(transaction, intent.key(), reason, null);
        tell(transaction, intent.key(), others, new Details().with(reason));
    }

    private static void tell(Transaction transaction, String key, List<Long> others, Details details)
            throws SQLException {
        EventRows.append(
                transaction,
                "looked-again",
                key,
                details.with("found", !others.isEmpty()).with("tickets", others));
    }

    private static String twoTickets(Intent intent, List<Long> others) {
        return "The upstream has ticket "
                + others.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " beside ticket " + intent.ticketId().orElseThrow()
                + ", and all look like this one's; close all but one of them.";
    }

    private static void write(Transaction transaction, String key, Reason reason, Long lookAt) throws SQLException {
        transaction
                .sql()
                .update(
                        "UPDATE intent SET reason_code = ?, reason_text = ?, second_look_at = ?, updated_at = ?"
                                + " WHERE key = ?",
                        reason.code(),
                        reason.text(),
                        lookAt,
                        transaction.millis(),
                        key);
    }
}
