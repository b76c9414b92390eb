package io.ticketbridge.socialboards;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A ticket as {@code POST /tickets/list} shows it.
 *
 * @param creatorEmail of {@code author}, which is where the documented Ticket object has it, or {@code creator}
 * @param customFields values by the id of the field; documented for newer versions only
 */
public record ListedTicket(
        long id,
        Optional<String> title,
        Optional<String> message,
        Optional<String> htmlMessage,
        Optional<String> creatorEmail,
        Optional<Instant> createdAt,
        Map<Long, String> customFields) {

    @Override
    public String toString() {
        return "ListedTicket[id=" + id + "]";
    }
}
