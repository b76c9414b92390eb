package io.ticketbridge.socialboards;

import java.util.List;

/** What a probe's look at the upstream came to. */
public sealed interface Listing {

    /** Every page was read and was a success: what is not here was not there. */
    record Complete(List<ListedTicket> tickets) implements Listing {
        public Complete {
            tickets = List.copyOf(tickets);
        }
    }

    /** Proves nothing. */
    record Failed(String why) implements Listing {}
}
