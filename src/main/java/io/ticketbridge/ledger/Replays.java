package io.ticketbridge.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person puts to work again: tickets that rest as {@code rejected}, {@code dead} or parked. Works beside a
 * running engine, which finds them due. Thread-safe.
 *
 * <p>A replay keeps the ticket key and its identities and begins a new count of charged attempts and a new age. An
 * intent of which an attempt may have created a ticket is looked for upstream first and keeps its frozen request; any
 * other forgets it, so that the mapping of now makes the request anew.
 */
public final class Replays {

    /** The reason code of an intent whose place a new one has taken; it is never sent again. */
    public static final String REPLACED = "Replaced";

    /** The reason code of an unknown that is sent again when it is not found, whatever {@code unknown.policy} says. */
    public static final String REPLAYED = "Replayed";

    private final GroupCommit writes;
    private final ReadPool reads;

    Replays(GroupCommit writes, ReadPool reads) {
        this.writes = writes;
        this.reads = reads;
    }

    /** Where an intent can rest without a ticket. */
    public enum Resting {
        REJECTED,
        DEAD,
        PARKED
    }

    /**
     * What to replay; all that is present must hold. Replaced intents are never among it.
     *
     * @param since came to rest then or later
     */
    public record Selection(Set<Resting> resting, Optional<Instant> since, TicketOrigin origin) {

        public Selection {
            resting = Set.copyOf(resting);
        }
    }

    /**
     * Who wants it, and why; both are told to the audit.
     *
     * @param operator the name of the person's account on this machine
     */
    public record Order(String operator, Optional<String> why) {}

    /**
     * One intent to replay.
     *
     * @param readmitted its content as the checks and the mapping of now take it, naming the key in {@code corrects};
     *     empty when it is only to be looked for
     */
    public record Wish(String key, Optional<Submission> readmitted) {}

    /** What became of one. */
    public sealed interface Result {

        /** The intent that was asked for. */
        String key();

        /** It is accepted again. */
        record Accepted(String key) implements Result {}

        /** Its upstream is asked for it first. */
        record LookedFor(String key) implements Result {}

        /** It is delivered: its ticket was known, or a person named it. */
        record Delivered(String key, long ticketId) implements Result {}

        /** A new intent took its place. */
        record AsNew(String key, String newKey) implements Result {}

        /** Nothing was done. @param why a sentence for people */
        record Not(String key, String why) implements Result {}
    }

    /** Why nothing can be replayed of an intent, as a sentence for people; empty = it can. */
    public static Optional<String> hindrance(Intent intent) {
        if (intent.state() == State.DELIVERED) {
            return Optional.of("it is delivered");
        }
        if (!intent.rests()) {
            return Optional.of("it is " + intent.state().label() + ": the bridge is at work on it");
        }
        return intent.reason()
                .filter(reason -> reason.code().equals(REPLACED))
                .map(reason -> "it was replaced. " + reason.text());
    }

    /** The next intents of a selection in the order of their keys. @param after the last key seen, or empty text */
    public List<Intent> select(Selection selection, String after, int most) {
        return reads.read(sql -> ReplayRows.select(sql, selection, after, most));
    }

    /** Replays under the same keys, in one transaction. @return one result a wish, in order */
    public List<Result> replay(List<Wish> wishes, Order order) {
        return writes.commit(transaction -> {
            List<Result> results = new ArrayList<>(wishes.size());
            for (Wish wish : wishes) {
                results.add(new Replaying(transaction, wish.key(), order).again(wish.readmitted()));
            }
            return List.copyOf(results);
        });
    }

    /**
     * Makes a new intent of the same content, without identities, and rejects the old one as {@value #REPLACED}: its
     * identities stay with it. Each names the other. Where the old one may have a ticket, the new one is marked as a
     * possible double.
     */
    public Result replayAsNew(String key, Order order) {
        return writes.commit(transaction -> new Replaying(transaction, key, order).asNew());
    }

    /** A person found the ticket upstream: delivered, on the evidence {@code operator}. */
    public Result resolve(String key, long ticketId, Order order) {
        return writes.commit(transaction -> new Replaying(transaction, key, order).resolved(ticketId));
    }
}
