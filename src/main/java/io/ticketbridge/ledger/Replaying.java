package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Replays one intent inside an open transaction. */
final class Replaying {

    private static final Reason LOOKED_FOR = new Reason(
            Replays.REPLAYED,
            "Replayed: an attempt may have created the ticket, so the upstream is asked first; it is sent again when it"
                    + " is not there.");

    private final Transaction transaction;
    private final Sql sql;
    private final String key;
    private final Replays.Order order;

    Replaying(Transaction transaction, String key, Replays.Order order) {
        this.transaction = transaction;
        this.sql = transaction.sql();
        this.key = key;
        this.order = order;
    }

    Replays.Result again(Optional<Submission> readmitted) throws SQLException {
        Optional<Intent> found = IntentRows.lock(transaction, key);
        Optional<Replays.Result> hindrance = hindrance(found);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Intent intent = found.orElseThrow();
        OptionalLong known = TicketRows.of(sql, key);
        if (known.isPresent()) {
            return delivered(intent, new Settlement.Delivered(known.getAsLong(), "answer"));
        }
        if (AttemptRows.hasUnresolved(sql, key)) {
            ReplayRows.lookFor(transaction, key, LOOKED_FOR);
            return told(intent, new Replays.Result.LookedFor(key));
        }
        return readmitted.isPresent()
                        && !intent.contentHash().equals(readmitted.get().contentHash())
                ? takenAnew(intent, readmitted.get())
                : accepted(intent);
    }

    private Replays.Result accepted(Intent intent) throws SQLException {
        ReplayRows.accept(transaction, key);
        return told(intent, new Replays.Result.Accepted(key));
    }

    /** Its door refused it, so the ledger holds the fields as they came and no identity: it is received once more. */
    private Replays.Result takenAnew(Intent intent, Submission submission) throws SQLException {
        Acceptance acceptance = new Reception(transaction, submission).decide();
        ReceptionEvents.tell(transaction, submission, acceptance);
        if (acceptance instanceof Acceptance.Revised) {
            return told(intent, new Replays.Result.Accepted(key));
        }
        return not(
                acceptance instanceof Acceptance.Refused refused
                        ? refused.reason().text()
                        : "its content is ticket " + acceptance.key() + " already");
    }

    Replays.Result asNew() throws SQLException {
        Optional<Intent> found = IntentRows.lock(transaction, key);
        Optional<Replays.Result> hindrance = hindrance(found);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Intent intent = found.orElseThrow();
        if (intent.attempts() == 0) {
            return not("it was never sent: replay it under its own key");
        }
        String newKey = TicketKeys.next(transaction.now());
        IntentRows.insert(transaction, newKey, copy(intent));
        BodyRows.copyContent(sql, key, newKey);
        boolean possibleDouble = AttemptRows.hasUnresolved(sql, key);
        if (possibleDouble) {
            sql.update("UPDATE intent SET possible_double = 1 WHERE key = ?", newKey);
        }
        EventRows.append(
                transaction,
                "accepted",
                newKey,
                about(intent).with("asNewOf", key).with("possibleDouble", possibleDouble));
        String why = order.why().map(text -> ": " + text).orElse("");
        Reason reason = new Reason(
                Replays.REPLACED, "Sent again as the new ticket " + newKey + " by " + order.operator() + why);
        new Transitions(transaction)
                .move(intent, new Settlement.Rejected(reason), new Transitions.Cause("replayed as new", false, false));
        return told(intent, new Replays.Result.AsNew(key, newKey));
    }

    /** No identity and no row: those stay with the old one. */
    private static Submission copy(Intent intent) {
        return new Submission(
                intent.door(),
                intent.upstream(),
                intent.application(),
                intent.account(),
                List.of(),
                new byte[0],
                intent.contentHash(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Replays.Result resolved(long ticketId) throws SQLException {
        Optional<Intent> found = IntentRows.lock(transaction, key);
        boolean isLookedFor =
                found.filter(intent -> intent.state() == State.UNKNOWN).isPresent();
        Optional<Replays.Result> hindrance = isLookedFor ? Optional.empty() : hindrance(found);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Intent intent = found.orElseThrow();
        Optional<String> holder =
                TicketRows.holder(sql, intent.upstream(), ticketId).filter(other -> !other.equals(key));
        return holder.isPresent()
                ? not("the upstream's ticket " + ticketId + " belongs to ticket " + holder.get())
                : delivered(intent, new Settlement.Delivered(ticketId, "operator"));
    }

    private Replays.Result delivered(Intent intent, Settlement.Delivered delivered) throws SQLException {
        new Transitions(transaction).move(intent, delivered, new Transitions.Cause("replay", false, false));
        EventRows.append(transaction, "replayed", key, about(intent).with("ticketId", delivered.ticketId()));
        return new Replays.Result.Delivered(key, delivered.ticketId());
    }

    /** Why nothing can be done; empty = it can. */
    private Optional<Replays.Result> hindrance(Optional<Intent> found) {
        if (found.isEmpty()) {
            return Optional.of(not("the ledger has no such ticket"));
        }
        return Replays.hindrance(found.get()).map(this::not);
    }

    private Replays.Result told(Intent intent, Replays.Result result) throws SQLException {
        BatchMoves.tell(sql, intent);
        Details details =
                about(intent).with("to", IntentRows.get(sql, key).state().label());
        if (result instanceof Replays.Result.AsNew asNew) {
            details.with("asNew", asNew.newKey());
        }
        EventRows.append(transaction, "replayed", key, details);
        return result;
    }

    private Details about(Intent intent) {
        return new Details()
                .with("from", intent.parked() ? "parked" : intent.state().label())
                .with("operator", order.operator())
                .with("why", order.why())
                .with("door", intent.door())
                .with("upstream", intent.upstream().label())
                .with("application", intent.application());
    }

    private Replays.Result not(String why) {
        return new Replays.Result.Not(key, why);
    }
}
