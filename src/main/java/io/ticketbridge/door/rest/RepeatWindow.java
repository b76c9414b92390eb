package io.ticketbridge.door.rest;

import io.ticketbridge.account.Account;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * {@code http.repeat-window}: names that equal content of one account shares for a while, so that the ledger's UNIQUE
 * constraint makes it one ticket. Time is cut into slices as long as the window, and a ticket goes by its slice's name
 * and the next one's: a repeat converges for at least one window and less than two, counted from the last repeat. Two
 * tickets that differ in their own {@code external_id} or creator are never one.
 */
record RepeatWindow(Duration window) {

    List<Identity> identities(Account account, SupportTicket ticket, Instant now) {
        if (window.isZero() || ticket.externalId().isPresent()) {
            return List.of();
        }
        long slice = Math.floorDiv(now.toEpochMilli(), window.toMillis());
        String name = account.user() + ":" + ticket.contentHash() + creator(account, ticket) + ":";
        return List.of(
                new Identity(Identity.Kind.REPEAT, name + slice),
                new Identity(Identity.Kind.REPEAT, name + (slice + 1)));
    }

    private static String creator(Account account, SupportTicket ticket) {
        byte[] creator =
                SupportTicket.of("", "", "").withCreator(ticket.creator()).toJson();
        return account.maySetCreator() ? ":" + UUID.nameUUIDFromBytes(creator) : "";
    }
}
