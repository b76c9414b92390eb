package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Records what one claimed attempt showed, in time or late, and moves its intent where the evidence allows. */
final class Settling {

    private static final Set<State> OPEN_TO_A_LATE_DELIVERY = EnumSet.of(State.UNKNOWN, State.WAITING);

    private final Transaction transaction;
    private final Claim claim;
    private final AttemptResult result;

    Settling(Transaction transaction, Claim claim, AttemptResult result) {
        this.transaction = transaction;
        this.claim = claim;
        this.result = result;
    }

    Intent settle(Settlement settlement) throws SQLException {
        if (settlement instanceof Settlement.Delivered delivered
                && !claim.intent().possibleDouble()
                && deliverUntouched(delivered)) {
            return claim.intent().delivered(Instant.ofEpochMilli(transaction.millis()), delivered, result.charged());
        }
        return settleAsItStands(settlement);
    }

    /**
     * The ordinary end, in as few statements as it takes: nobody else has the ticket, and nothing has touched the
     * intent since its claim.
     *
     * @return false = it is not so, and nothing was written
     */
    private boolean deliverUntouched(Settlement.Delivered delivered) throws SQLException {
        Intent intent = claim.intent();
        if (!TicketRows.bindIfFree(transaction.sql(), intent, delivered.ticketId())) {
            return false;
        }
        Landing landing = Landing.of(delivered);
        if (!landing.writeIfUntouched(transaction, intent, result.charged())) {
            TicketRows.release(transaction.sql(), intent, delivered.ticketId());
            return false;
        }
        AttemptRows.record(transaction.sql(), claim, result);
        tellAnswer(delivered, false);
        new Transitions(transaction)
                .tell(intent, landing, new Transitions.Cause(result.rule(), true, result.charged()));
        ReplyRows.nowDue(transaction.sql(), intent.key());
        return true;
    }

    private void tellAnswer(Settlement settlement, boolean late) throws SQLException {
        EventRows.append(
                transaction,
                "answered",
                claim.intent().key(),
                AttemptRows.told(claim, result, ticketId(settlement), late));
    }

    private Intent settleAsItStands(Settlement settlement) throws SQLException {
        String key = claim.intent().key();
        Intent intent = IntentRows.lock(transaction, key)
                .orElseThrow(() -> new IllegalArgumentException("The ledger has no ticket key " + key));
        boolean holdsTheClaim = intent.state() == State.SENDING && intent.attempts() == claim.attempt();
        if (!AttemptRows.record(transaction.sql(), claim, result)) {
            return intent;
        }
        tellAnswer(settlement, !holdsTheClaim);
        if (holdsTheClaim) {
            Transitions.Cause cause = new Transitions.Cause(result.rule(), true, result.charged());
            return new Transitions(transaction).move(intent, settlement, cause);
        }
        return settlement instanceof Settlement.Delivered delivered ? late(intent, delivered) : intent;
    }

    private static OptionalLong ticketId(Settlement settlement) {
        return settlement instanceof Settlement.Delivered delivered
                ? OptionalLong.of(delivered.ticketId())
                : OptionalLong.empty();
    }

    private Intent late(Intent intent, Settlement.Delivered delivered) throws SQLException {
        if (OPEN_TO_A_LATE_DELIVERY.contains(intent.state())) {
            return new Transitions(transaction)
                    .move(intent, delivered, new Transitions.Cause(result.rule() + ", late", true, false));
        }
        if (!intent.ticketId().equals(OptionalLong.of(delivered.ticketId()))) {
            return markDouble(intent, delivered);
        }
        return intent;
    }

    /** The upstream has a ticket that this intent's state does not tell of: kept, so that no probe takes it. */
    private Intent markDouble(Intent intent, Settlement.Delivered delivered) throws SQLException {
        Optional<String> holder = TicketRows.bind(transaction.sql(), intent, delivered.ticketId());
        if (holder.isEmpty()) {
            transaction
                    .sql()
                    .update(
                            "UPDATE intent SET possible_double = 1, updated_at = ? WHERE key = ?",
                            transaction.millis(),
                            intent.key());
        }
        if (holder.isEmpty() && intent.state() == State.DELIVERED) {
            SecondLooks.keep(transaction, intent, List.of(delivered.ticketId()));
        }
        return IntentRows.get(transaction.sql(), intent.key());
    }
}
