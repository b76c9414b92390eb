package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Moves an intent that its transaction has locked, and tells audit and callers in the same transaction. */
final class Transitions {

    /**
     * Why an intent moves.
     *
     * @param because what the audit says
     * @param afterAttempt an attempt showed it, so that probes count from zero again
     * @param charged it counts against the limit of attempts
     */
    record Cause(String because, boolean afterAttempt, boolean charged) {}

    private final Transaction transaction;
    private final Sql sql;

    Transitions(Transaction transaction) {
        this.transaction = transaction;
        this.sql = transaction.sql();
    }

    /** @return the intent as it is now, which may differ from the settlement when the upstream's ticket says so */
    Intent move(Intent intent, Settlement settlement, Cause cause) throws SQLException {
        if (settlement instanceof Settlement.Delivered delivered) {
            Optional<String> holder = TicketRows.bind(sql, intent, delivered.ticketId());
            if (holder.isPresent() && !yields(holder.get(), delivered)) {
                return land(intent, new Settlement.Unknown(Optional.empty(), taken(delivered, holder.get())), cause);
            }
            if (holder.isPresent()) {
                TicketRows.rebind(sql, intent, delivered.ticketId());
            }
            return land(intent, settlement, cause);
        }
        OptionalLong known = cause.afterAttempt() ? TicketRows.of(sql, intent.key()) : OptionalLong.empty();
        if (known.isPresent()) {
            // An earlier attempt's late answer already named the ticket of this intent.
            return land(intent, new Settlement.Delivered(known.getAsLong(), "answer"), cause);
        }
        boolean toBeSentAgain = settlement instanceof Settlement.Waiting;
        return toBeSentAgain && BatchControl.isCancelled(sql, intent.key())
                ? land(intent, new Settlement.Rejected(BatchControl.CANCELLED), cause)
                : land(intent, settlement, cause);
    }

    /**
     * An answer beats a guess by content: the intent that only looked like this ticket's is unknown again. One that has
     * a ticket of its own, and this one from its second look, only loses what it did not need.
     */
    private boolean yields(String holderKey, Settlement.Delivered delivered) throws SQLException {
        Intent holder = IntentRows.lock(transaction, holderKey).orElseThrow();
        if (delivered.evidence().equals("content")) {
            return false;
        }
        boolean isItsOwn = holder.ticketId().equals(OptionalLong.of(delivered.ticketId()));
        if (holder.state() == State.DELIVERED && !isItsOwn) {
            return true;
        }
        if (holder.evidence().filter("content"::equals).isEmpty()) {
            return false;
        }
        Reason reason = new Reason(
                "TicketTaken",
                "Ticket " + delivered.ticketId()
                        + ", found by equal content, turned out to be another intent's; it is looked for again.");
        land(
                holder,
                new Settlement.Unknown(Optional.of(transaction.now()), reason),
                new Cause("answer beats probe", true, false));
        return true;
    }

    private static Reason taken(Settlement.Delivered delivered, String holder) {
        return new Reason(
                "TicketTaken",
                "The upstream's ticket " + delivered.ticketId() + " belongs to ticket key " + holder
                        + "; compare the two with explain, then replay the one that has no ticket.");
    }

    private Intent land(Intent intent, Settlement settlement, Cause cause) throws SQLException {
        if (intent.rests()) {
            BatchMoves.tell(sql, intent);
        }
        Landing landing = Landing.of(settlement);
        Intent landed = landing.write(transaction, intent.key(), cause.charged(), cause.afterAttempt());
        tell(intent, landing, cause);
        if (landing.state() == State.DELIVERED && intent.possibleDouble()) {
            landed = SecondLooks.plan(transaction, landed);
        } else if (isRefusedAndMayBeThere(intent, landing)) {
            SecondLooks.planForRefused(transaction, intent.key());
        }
        if (landing.rests()) {
            ReplyRows.nowDue(sql, intent.key());
        }
        return landed;
    }

    /** A refusal says nothing about an attempt before it whose ticket no list has shown so far. */
    private boolean isRefusedAndMayBeThere(Intent intent, Landing landing) throws SQLException {
        boolean replaced = landing.reason()
                .filter(why -> why.code().equals(Replays.REPLACED))
                .isPresent();
        return intent.possibleDouble()
                && (landing.state() == State.REJECTED || landing.state() == State.DEAD)
                && !replaced
                && AttemptRows.hasUnresolved(sql, intent.key());
    }

    /** Tells the audit. @param intent as it was before */
    void tell(Intent intent, Landing landing, Cause cause) throws SQLException {
        EventRows.append(transaction, landing.told(), intent.key(), told(intent, landing, cause));
    }

    private static Details told(Intent intent, Landing landing, Cause cause) {
        Details details = new Details()
                .with("from", intent.state().label())
                .with("because", cause.because())
                .with("door", intent.door())
                .with("upstream", intent.upstream().label())
                .with("attempts", intent.attempts());
        if (landing.ticketId().isPresent()) {
            details.with("ticketId", landing.ticketId().getAsLong());
        }
        details.with("evidence", landing.evidence());
        landing.reason().ifPresent(details::with);
        details.with("notBefore", landing.notBefore().map(Object::toString));
        boolean possibleDouble = intent.possibleDouble() || landing.possibleDouble();
        return possibleDouble ? details.with("possibleDouble", true) : details;
    }
}
