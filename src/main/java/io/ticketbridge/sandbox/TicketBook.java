package io.ticketbridge.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was created: all of it counted, the newest kept, in bounded memory. Thread-safe. */
final class TicketBook {

    private final int keptTickets;
    private final long keptBytes;
    private final Deque<CreatedTicket> kept = new ArrayDeque<>();
    private long bytes;
    private long count;

    TicketBook(int keptTickets, long keptBytes) {
        this.keptTickets = keptTickets;
        this.keptBytes = keptBytes;
    }

    synchronized void add(CreatedTicket ticket) {
        kept.addLast(ticket);
        bytes += ticket.body().length;
        count++;
        while (kept.size() > keptTickets || (bytes > keptBytes && kept.size() > 1)) {
            bytes -= kept.removeFirst().body().length;
        }
    }

    /** The tickets still kept, oldest first. */
    synchronized List<CreatedTicket> kept() {
        return List.copyOf(kept);
    }

    /** The tickets still kept, newest first. */
    synchronized List<CreatedTicket> newestFirst() {
        List<CreatedTicket> newest = new ArrayList<>(kept.size());
        kept.descendingIterator().forEachRemaining(newest::add);
        return newest;
    }

    /** How many were created, kept or not. */
    synchronized long count() {
        return count;
    }

    synchronized void clear() {
        kept.clear();
        bytes = 0;
        count = 0;
    }
}
