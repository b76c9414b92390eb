package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way of an intent from {@code accepted} to its rest. Thread-safe. */
public final class Deliveries {

    private static final Set<State> MOVABLE = EnumSet.of(State.ACCEPTED, State.WAITING, State.UNKNOWN);

    private final Dialect dialect;
    private final GroupCommit writes;
    private final ReadPool reads;
    private final Clock clock;

    Deliveries(Dialect dialect, GroupCommit writes, ReadPool reads, Clock clock) {
        this.dialect = dialect;
        this.writes = writes;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * The intent and its bodies, when it can be claimed now; empty = somebody else has it, it is not due, its batch
     * holds it back, or it rests.
     */
    public Optional<Candidate> load(String key) {
        return reads.read(sql -> BodyRows.candidate(sql, key, clock.millis()));
    }

    public record Candidate(Intent intent, Payload payload) {}

    /**
     * Keys that could be claimed now: of each door and upstream about {@code most}, shared by its applications and
     * batches, oldest acceptance first, these in turn; ordinary doors before batches; nothing of a batch that is held
     * back. Of what was never sent, the first {@code most} of each bring their content, where it is small.
     *
     * @param shut scopes to leave out, as {@link Gates.Gate#scope()} names them
     * @param full lanes to leave out, as {@link Hint#lane()} names them
     */
    public List<Hint> claimable(int most, Set<String> shut, Set<String> full) {
        return reads.read(sql -> new Claimable(sql, clock.millis(), most).hints(shut, full));
    }

    /**
     * Takes the right to make one attempt: {@code sending}, the attempt's row and the frozen request, in one commit. A
     * request that is already frozen is kept and returned in the claim.
     *
     * @param revision of the content that the request was made of
     * @return empty when the intent was not claimable any more, is held back by its batch, or holds other content by
     *     now
     */
    public Optional<Claim> claim(String key, int revision, Payload.FrozenRequest request, Duration lease) {
        return claim(
                key,
                request,
                lease,
                (transaction, leaseUntil) ->
                        IntentRows.claim(transaction, key, revision, leaseUntil, request.likeness()));
    }

    /**
     * The same for an intent that was read or accepted a moment ago, whose row is not read again while it is as known.
     */
    public Optional<Claim> claim(Intent known, Payload.FrozenRequest request, Duration lease) {
        return claim(known.key(), request, lease, (transaction, leaseUntil) -> {
            Optional<Intent> claimed = IntentRows.claim(transaction, known, leaseUntil, request.likeness());
            return claimed.isPresent()
                    ? claimed
                    : IntentRows.claim(transaction, known.key(), known.revision(), leaseUntil, request.likeness());
        });
    }

    @FunctionalInterface
    private interface Claiming {
        Optional<Intent> claim(Transaction transaction, Instant leaseUntil) throws SQLException;
    }

    private Optional<Claim> claim(String key, Payload.FrozenRequest request, Duration lease, Claiming claiming) {
        return writes.commit(transaction -> {
            Instant leaseUntil = transaction.now().plus(lease);
            transaction.dialect().keepSwitch(transaction.sql(), key);
            Optional<Intent> claimed = claiming.claim(transaction, leaseUntil);
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            Intent intent = claimed.get();
            Payload.FrozenRequest frozen = BodyRows.freeze(transaction.sql(), key, request);
            AttemptRows.start(transaction, intent, leaseUntil, frozen.mappingFingerprint());
            EventRows.append(
                    transaction,
                    "claimed",
                    key,
                    new Details()
                            .with("attempt", intent.attempts())
                            .with("mapping", frozen.mappingFingerprint())
                            .with("leaseUntil", leaseUntil.toString()));
            return Optional.of(new Claim(intent, intent.attempts(), frozen, transaction.now(), leaseUntil));
        });
    }

    /**
     * Records what the claimed attempt showed and moves the intent. Evidence is never discarded: when the intent has
     * left {@code sending} meanwhile (its lease ended), a delivery still settles it if it is {@code unknown} or
     * {@code waiting}; anything else is only recorded with its attempt. A ticket id that another intent holds leaves
     * this one {@code unknown}, parked.
     *
     * @return the intent as it is now
     */
    public Intent settle(Claim claim, AttemptResult result, Settlement settlement) {
        return writes.commit(transaction -> new Settling(transaction, claim, result).settle(settlement));
    }

    /**
     * Rejects, or moves without an attempt, an intent that is {@code accepted}, {@code waiting} or {@code unknown}: a
     * mapping that fails now, a cancel, a probe's verdict. Empty = it has moved, been tried or got other content since
     * it was read, so that what was found says nothing about it.
     */
    public Optional<Intent> move(Intent known, Settlement settlement, String because) {
        return writes.commit(transaction -> {
            Optional<Intent> intent = IntentRows.lock(transaction, known.key()).filter(known::isSameAttemptAs);
            return intent.isEmpty() || !MOVABLE.contains(known.state())
                    ? Optional.empty()
                    : Optional.of(new Transitions(transaction)
                            .move(intent.get(), settlement, new Transitions.Cause(because, false, false)));
        });
    }

    /**
     * Turns every {@code sending} whose lease has ended ({@code atStart}: every one this engine's folder left) into
     * {@code unknown}, to be probed at {@code now + settle}.
     */
    public List<Intent> expireLeases(boolean atStart, Duration settle) {
        boolean all = atStart && dialect.hasOneEngine();
        return writes.commit(transaction -> DueWork.expireLeases(transaction, all, settle));
    }

    /** Unknown intents that are not parked and whose probe is due. */
    public List<Intent> probesDue(Upstream upstream, int limit) {
        return reads.read(sql -> DueWork.probesDue(sql, upstream, clock.millis(), limit));
    }

    /** Plans the next probe of an unknown that could not be looked for. */
    public void postponeProbe(String key, Instant nextProbe) {
        writes.commit(transaction -> transaction
                .sql()
                .update(
                        "UPDATE intent SET not_before = ? WHERE key = ? AND state = 'unknown' AND parked = 0",
                        nextProbe.toEpochMilli(),
                        key));
    }

    /** Counts one complete listing that did not show the ticket, and plans the next; not if it has moved since. */
    public Intent probedWithoutTrace(Intent known, Instant nextProbe) {
        return writes.commit(transaction -> {
            Sql sql = transaction.sql();
            String key = known.key();
            int counted = sql.update(
                    "UPDATE intent SET probes = probes + 1, not_before = ?, updated_at = ?"
                            + " WHERE key = ? AND state = 'unknown' AND parked = 0 AND attempts = ?",
                    nextProbe.toEpochMilli(),
                    transaction.millis(),
                    key,
                    known.attempts());
            Intent intent = IntentRows.get(sql, key);
            if (counted == 1) {
                EventRows.append(
                        transaction,
                        "probed",
                        key,
                        new Details()
                                .with("found", false)
                                .with("probes", intent.probes())
                                .with("nextProbe", nextProbe.toString()));
            }
            return intent;
        });
    }

    /**
     * In which states other intents are whose requests the upstream's list cannot tell from this one's:
     * {@code sending}, {@code unknown}, none.
     */
    public Set<State> unresolvedTwins(Intent intent) {
        return reads.read(sql -> Set.copyOf(sql.all(
                "SELECT DISTINCT i.state FROM request own JOIN intent i ON i.likeness = own.likeness"
                        + " WHERE own.key = ? AND i.key <> own.key AND i.upstream = ? AND i.state IN ('sending', 'unknown')",
                row -> State.ofLabel(row.getString(1)),
                intent.key(),
                intent.upstream().label())));
    }

    /** Whether this ticket is never sent any more, because its batch was cancelled. */
    public boolean isCancelled(String key) {
        return reads.read(sql -> BatchControl.isCancelled(sql, key));
    }

    /** Whether this upstream ticket is bound to an intent. */
    public boolean isBound(Upstream upstream, long ticketId) {
        return reads.read(sql -> TicketRows.holder(sql, upstream, ticketId).isPresent());
    }
}
