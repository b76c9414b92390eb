package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.ListedTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Intents that are looked for in one reading of the upstream's list. Holds their requests and the few tickets that may
 * be theirs, whatever the length of the list. Not thread-safe.
 */
final class LookParty {

    private static final long MOST_BYTES = 8L << 20;

    private final ProbeRule rule;
    private final LongPredicate bound;
    private final List<Sought> members = new ArrayList<>();
    private final Map<String, List<Sought>> byTitle = new HashMap<>();
    private long bytes;

    /** @param bound whether a ticket belongs to an intent */
    LookParty(ProbeRule rule, LongPredicate bound) {
        this.rule = rule;
        this.bound = bound;
    }

    /** Whether its time is near enough to the first one's: the list gets at most twice as long by it. */
    boolean hasPlaceFor(ProbeRule.Window window) {
        if (members.isEmpty()) {
            return true;
        }
        ProbeRule.Window first = members.get(0).window();
        Instant from = window.from().isBefore(from()) ? window.from() : from();
        Instant edge = window.edge().isAfter(edge()) ? window.edge() : edge();
        Duration most = Duration.between(first.from(), first.edge()).multipliedBy(2);
        return Duration.between(from, edge).compareTo(most) <= 0;
    }

    /** Whether the requests held are enough for the memory. */
    boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    void add(Sought sought) {
        members.add(sought);
        bytes += sought.request().length;
        byTitle.computeIfAbsent(sought.wanted().plainTitle(), title -> new ArrayList<>())
                .add(sought);
    }

    /** Takes a listed ticket to those that it may be the ticket of. */
    void show(ListedTicket ticket) {
        List<Sought> of = possible(ticket).stream()
                .filter(sought -> rule.matters(sought.intent().key(), sought.window(), sought.wanted(), ticket))
                .toList();
        if (of.isEmpty()) {
            return;
        }
        boolean free = !bound.test(ticket.id());
        of.stream()
                .filter(sought -> free || rule.showsKey(sought.intent().key(), ticket))
                .forEach(sought -> sought.keep(ticket));
    }

    private List<Sought> possible(ListedTicket ticket) {
        return rule.correlationFieldId().isPresent() || ticket.title().isEmpty()
                ? members
                : byTitle.getOrDefault(Wanted.plain(ticket.title().get()), List.of());
    }

    List<Sought> members() {
        return members;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Instant from() {
        return members.stream()
                .map(sought -> sought.window().from())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Later than this none of its tickets can say it was created. */
    Instant edge() {
        return members.stream()
                .map(sought -> sought.window().edge())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
