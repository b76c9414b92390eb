package io.ticketbridge.door.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.delivery.TicketDocuments;
import io.ticketbridge.ledger.Inspection;
import io.ticketbridge.ledger.Intent;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.newsocialcloud.NewSocialCloudAnswer;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The bodies that tell of a ticket. All but the time of an open one comes from the ledger, so repeats are equal. */
final class TicketBody {

    private final Inspection inspection;
    private final Clock clock;
    private final TicketDocuments documents;

    /** @param community the account name in the Inbox URL; without it there is no link */
    TicketBody(Inspection inspection, Clock clock, Optional<String> community) {
        this.inspection = inspection;
        this.clock = clock;
        this.documents = new TicketDocuments(inspection, community);
    }

    /** @param ticket that the intent holds; empty = it is read */
    RestAnswer delivered(Intent intent, Optional<SupportTicket> ticket) {
        return answer(200, documents.delivered(intent, ticket.orElseGet(() -> documents.content(intent))));
    }

    /**
     * @param ticket that the intent holds; empty = it is read
     * @param sent by the caller, for when the ledger cannot be asked
     */
    RestAnswer accepted(
            int status, String key, Optional<Intent> intent, Optional<SupportTicket> ticket, SupportTicket sent) {
        Instant acceptedAt = intent.map(Intent::createdAt).orElseGet(clock::instant);
        return answer(
                status,
                NewSocialCloudAnswer.document(
                        ticket.or(() -> kept(key)).orElse(sent), OptionalLong.empty(), acceptedAt, Optional.empty()));
    }

    RestAnswer status(Intent intent) {
        return answer(200, documents.status(intent));
    }

    private Optional<SupportTicket> kept(String key) {
        try {
            return inspection.payload(key).map(payload -> SupportTicket.fromJson(payload.content()));
        } catch (LedgerUnavailableException lost) {
            return Optional.empty();
        }
    }

    private static RestAnswer answer(int status, ObjectNode body) {
        try {
            return new RestAnswer(status, Map.of(), TicketJson.mapper().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree must be writable", e);
        }
    }
}
