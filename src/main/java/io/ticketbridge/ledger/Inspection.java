package io.ticketbridge.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the ledger for people and programs; never changes it. Works beside a running engine. */
public final class Inspection {

    private final ReadPool reads;
    private final Clock clock;

    Inspection(ReadPool reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    public Optional<Intent> find(String key) {
        return reads.read(sql -> IntentRows.find(sql, key));
    }

    public Optional<Payload> payload(String key) {
        return reads.read(sql -> BodyRows.find(sql, key));
    }

    /**
     * Intents named by a ticket key, an identity's value as its caller wrote it, an {@code external_id} or a
     * Socialboards id.
     */
    public List<Intent> lookup(String name) {
        return reads.read(sql -> Lookup.intents(sql, name));
    }

    /** The same with all there is to know of each, of one moment: the parts never contradict each other. */
    public List<TicketStory> stories(String name) {
        return reads.readAtOnce(sql -> TicketStory.named(sql, name));
    }

    /** Those that came in last, the newest first: keys sort by time. */
    public List<Intent> newest(TicketFilter filter, int most) {
        IntentQuery query = new IntentQuery();
        if (!filter.states().isEmpty()) {
            query.and(
                    "i.state IN ("
                            + String.join(
                                    ", ", Collections.nCopies(filter.states().size(), "?")) + ")",
                    filter.states().stream().map(State::label).toArray());
        }
        if (filter.parked()) {
            query.and("i.parked = 1");
        }
        if (filter.possibleDouble()) {
            query.and("i.possible_double = 1");
        }
        query.andIfPresent("i.born_at >= ?", filter.since().map(Instant::toEpochMilli))
                .of(filter.origin());
        return reads.read(sql -> query.first(sql, most, "i.key DESC"));
    }

    public List<Attempt> attempts(String key) {
        return reads.read(sql -> AttemptRows.of(sql, key));
    }

    public List<Identity> identities(String key) {
        return reads.read(sql -> IdentityRows.of(sql, key));
    }

    public List<AuditTrail.Event> events(String key) {
        return reads.read(sql -> EventRows.of(sql, key));
    }

    /** What acceptance would make of submissions, from now on. */
    public Preview preview() {
        return Preview.of(reads);
    }

    /**
     * The same of the rows of a batch.
     *
     * @param corrected what it corrects, as {@link #corrected} gives it; empty = it corrects none
     */
    public Preview preview(String batch, List<String> corrected) {
        return Preview.of(reads, batch, corrected);
    }

    /** What a batch would correct that corrects this one: it, what it corrects, and so on. */
    public List<String> corrected(String batch) {
        return reads.read(sql -> CorrectedRows.chain(sql, Optional.of(batch)));
    }

    /** As {@link Batches#keys}. */
    public Map<Long, String> keys(List<String> batches, Collection<Long> rows) {
        return reads.read(sql -> CorrectedRows.keys(sql, batches, rows));
    }

    /** How long this upstream took to answer, on the average of the newest attempts; empty = none is known. */
    public Optional<Duration> meanAnswerTime(Upstream upstream) {
        return reads.read(sql -> AttemptRows.meanAnswerTime(sql, upstream));
    }

    /** Counts for {@code status}: all doors that ever had an intent, each with all seven states. */
    public Counts counts() {
        return reads.read(sql -> StateCounts.read(sql, clock.instant(), Optional.empty()));
    }

    /**
     * The same, and by upstream, of one moment. Goes through all tickets, which takes its time where there are many.
     */
    public Standing standing() {
        return reads.readAtOnce(sql -> StateCounts.standing(sql, clock.instant()));
    }

    /** @param apart the counts of each upstream; empty = all tickets are of one */
    public record Standing(Counts all, Map<Upstream, Counts> apart) {}

    public record Counts(
            Map<String, Map<State, Long>> byDoor,
            long parked,
            long possibleDoubles,
            long secondTickets,
            OptionalLong oldestWaitingSeconds) {

        /** Unknown tickets that the upstream is asked for. */
        public long lookedFor() {
            return byDoor.values().stream()
                            .mapToLong(states -> states.getOrDefault(State.UNKNOWN, 0L))
                            .sum()
                    - parked;
        }
    }
}
