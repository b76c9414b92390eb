package io.ticketbridge.socialboards;

import java.util.List;
import java.util.Optional;

/** What a probe's look at the upstream came to. */
public sealed interface Listing {

    /** Every page was read and was a success: what is not here was not there. */
    record Complete(List<ListedTicket> tickets) implements Listing {
        public Complete {
            tickets = List.copyOf(tickets);
        }
    }

    /** Proves nothing. @param retryAfter the answer's {@code Retry-After}, as it came */
    record Failed(String why, Optional<String> retryAfter) implements Listing {
        public Failed(String why) {
            this(why, Optional.empty());
        }
    }
}
