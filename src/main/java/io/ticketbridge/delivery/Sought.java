package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.socialboards.ListedTicket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One intent whose ticket is looked for in a list, and what was seen of it so far. Not thread-safe. */
final class Sought {

    /** Two undecide it already. */
    private static final int MOST_CANDIDATES = 20;

    private final Intent intent;
    private final byte[] request;
    private final ProbeRule.Window window;
    private final Wanted wanted;
    private final Map<Long, ListedTicket> candidates = new LinkedHashMap<>();
    private boolean crowded;

    Sought(Intent intent, byte[] request, ProbeRule.Window window) {
        this.intent = intent;
        this.request = request;
        this.window = window;
        this.wanted = Wanted.read(request);
    }

    Intent intent() {
        return intent;
    }

    byte[] request() {
        return request;
    }

    ProbeRule.Window window() {
        return window;
    }

    Wanted wanted() {
        return wanted;
    }

    void keep(ListedTicket ticket) {
        if (candidates.size() < MOST_CANDIDATES) {
            candidates.put(ticket.id(), ticket);
        } else if (!candidates.containsKey(ticket.id())) {
            crowded = true;
        }
    }

    List<ListedTicket> candidates() {
        return List.copyOf(candidates.values());
    }

    /** Whether more tickets look like it than were kept. */
    boolean isCrowded() {
        return crowded;
    }
}
