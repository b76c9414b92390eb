package io.ticketbridge.delivery;

import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.Upstream;
import java.util.Optional;

/**
 * Where a person sees a ticket. The Inbox shows what the live upstream holds: a sandbox's ticket is nowhere there.
 *
 * @param community the account name in the Inbox URL; without it there is no link
 */
public record TicketLink(Optional<String> community) {

    /** Empty when the intent has no ticket that the Inbox shows. */
    public Optional<String> to(Intent intent) {
        if (intent.upstream() != Upstream.LIVE || intent.ticketId().isEmpty()) {
            return Optional.empty();
        }
        long ticketId = intent.ticketId().getAsLong();
        return community.map(name -> "https://inbox.socialboards.com/" + name + "/tickets?ticketId=" + ticketId);
    }
}
