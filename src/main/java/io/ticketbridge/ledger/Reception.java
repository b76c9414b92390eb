package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Decides what one submission becomes, inside an open transaction, by the rules of identity. */
final class Reception {

    private final Transaction transaction;
    private final Sql sql;
    private final Submission submission;
    /** Present when its batch corrects another. */
    private final Optional<Correction> correction;
    /** The key of the new intent, should it become one; until then it holds the identities that are new. */
    private final String freshKey;

    Reception(Transaction transaction, Submission submission) {
        this(transaction, submission, Optional.empty());
    }

    Reception(Transaction transaction, Submission submission, Optional<Correction> correction) {
        this.transaction = transaction;
        this.sql = transaction.sql();
        this.submission = submission;
        this.correction = correction;
        this.freshKey = TicketKeys.next(transaction.now());
    }

    Acceptance decide() throws SQLException {
        Optional<Intent> corrected = corrected();
        if (submission.rejection().isPresent()) {
            return invalid(corrected, submission.rejection().get());
        }
        Set<String> holders = IdentityRows.bind(sql, submission, freshKey);
        corrected.ifPresent(intent -> holders.add(intent.key()));
        if (holders.isEmpty()) {
            Optional<Intent> elsewhere = elsewhere(Optional.empty(), false);
            return elsewhere.isPresent() ? moved(elsewhere.get()) : created();
        }
        String holder = holders.iterator().next();
        if (holders.size() > 1) {
            return conflict(holder);
        }
        return meet(holder, corrected.isPresent());
    }

    private Optional<Intent> corrected() throws SQLException {
        Optional<String> key = submission.corrects();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return IntentRows.lock(transaction, key.get()).filter(intent -> intent.upstream() == submission.upstream());
    }

    private Acceptance created() throws SQLException {
        Intent intent = IntentRows.insert(transaction, freshKey, submission);
        BodyRows.insertContent(sql, freshKey, submission.content());
        askForReply(freshKey, false);
        return new Acceptance.Created(intent);
    }

    /** Binds no identity, so that the same caller can send it again when it is mended. */
    private Acceptance invalid(Optional<Intent> corrected, Reason reason) throws SQLException {
        Optional<String> before = submission.row().isPresent()
                ? BatchRows.madeBefore(sql, submission.row().get())
                : Optional.empty();
        if (before.isPresent()) {
            return new Acceptance.Invalid(before.get(), reason);
        }
        if (corrected.isPresent() && mayChange(corrected.get())) {
            rewrite(corrected.get());
            askForReply(corrected.get().key(), true);
            return new Acceptance.Invalid(corrected.get().key(), reason);
        }
        if (corrected.isPresent() && correction.isPresent()) {
            return reused(corrected.get());
        }
        IntentRows.insert(transaction, freshKey, submission);
        BodyRows.insertContent(sql, freshKey, submission.content());
        askForReply(freshKey, true);
        return new Acceptance.Invalid(freshKey, reason);
    }

    private Acceptance meet(String holder, boolean corrects) throws SQLException {
        Intent intent = met(holder);
        boolean same = intent.contentHash().equals(submission.contentHash());
        boolean wouldGoOut = !same || (isWorthRepeating(intent, corrects) && mayChange(intent));
        if (wouldGoOut) {
            Optional<Intent> elsewhere = elsewhere(Optional.of(holder), same);
            if (elsewhere.isPresent()) {
                return moved(elsewhere.get());
            }
        }
        if (!same || corrects || correction.isPresent()) {
            intent = IntentRows.lock(transaction, holder).orElseThrow();
            if ((!same || isWorthRepeating(intent, corrects)) && mayChange(intent)) {
                return revised(intent);
            }
        }
        if (!intent.contentHash().equals(submission.contentHash())) {
            return reused(intent);
        }
        IdentityRows.rebind(sql, freshKey, holder);
        askForReply(holder, intent.rests());
        return new Acceptance.Converged(holder, intent.state());
    }

    /**
     * Of equal content: what was never sent; in a correction also what was, for a mended mapping may let it through.
     */
    private boolean isWorthRepeating(Intent intent, boolean corrects) {
        return correction.isPresent() ? !Correction.isOwnWork(intent, submission) : corrects && intent.attempts() == 0;
    }

    /** @param same the ticket in the place of this row has this content already */
    private Optional<Intent> elsewhere(Optional<String> own, boolean same) throws SQLException {
        return correction.isPresent() ? correction.get().elsewhere(sql, submission, own, same) : Optional.empty();
    }

    /** Locked for a reply: whoever brings it to rest meanwhile would not see that one is asked for. */
    private Intent met(String holder) throws SQLException {
        return submission.reply().isPresent()
                ? IntentRows.lock(transaction, holder).orElseThrow()
                : IntentRows.get(sql, holder);
    }

    private boolean mayChange(Intent intent) throws SQLException {
        boolean replaced = intent.reason()
                .map(Reason::code)
                .filter(Replays.REPLACED::equals)
                .isPresent();
        return intent.state() == State.REJECTED && !replaced && !AttemptRows.hasUnresolved(sql, intent.key());
    }

    private Acceptance revised(Intent intent) throws SQLException {
        IdentityRows.rebind(sql, freshKey, intent.key());
        rewrite(intent);
        ReplyRows.notDueYet(sql, intent.key());
        askForReply(intent.key(), false);
        return new Acceptance.Revised(intent.key(), intent.revision() + 1);
    }

    private void rewrite(Intent intent) throws SQLException {
        BatchMoves.inherit(sql, intent, submission.row());
        IntentRows.revise(transaction, intent.key(), submission);
        BodyRows.replaceContent(sql, intent.key(), submission.content());
    }

    private Acceptance reused(Intent intent) throws SQLException {
        IdentityRows.release(sql, freshKey);
        return new Acceptance.Refused(
                intent.key(),
                new Reason(
                        "KeyReused",
                        "Its identity belongs to ticket " + intent.key() + ", which has other content and is "
                                + intent.state().label() + "; send the same content, or a new identity."));
    }

    private Acceptance moved(Intent other) throws SQLException {
        IdentityRows.release(sql, freshKey);
        return new Acceptance.Refused(other.key(), Correction.moved(other));
    }

    private Acceptance conflict(String holder) throws SQLException {
        IdentityRows.release(sql, freshKey);
        return new Acceptance.Refused(
                holder,
                new Reason(
                        "KeyConflict",
                        "Its identities belong to different tickets, one of them " + holder
                                + "; send only identities of one ticket."));
    }

    private void askForReply(String key, boolean rests) throws SQLException {
        if (submission.reply().isPresent()) {
            ReplyRows.ask(sql, key, submission.reply().get(), rests);
        }
    }
}
