package io.ticketbridge.delivery;

import io.ticketbridge.socialboards.ListedTicket;
import java.time.Instant;
import java.util.List;

/** What a reading of the upstream's list came to for one intent. */
sealed interface Look {

    /**
     * The list was complete.
     *
     * @param tickets those in it that may count
     * @param crowded even more of them were there
     */
    record Seen(ProbeRule.Question question, List<ListedTicket> tickets, boolean crowded) implements Look {}

    /** Nothing is known; the upstream's recess has begun. */
    record Nothing() implements Look {}

    /** Nothing is known; the list still grows until its end, and is asked for again then. */
    record Growing(Instant end) implements Look {}

    /** The list does not grow any more and is longer than can be read. @param why one clause */
    record TooLong(String why) implements Look {}

    /** It cannot be looked for: its request is no longer kept. */
    record NoRequest() implements Look {}
}
