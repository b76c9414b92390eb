package io.ticketbridge.intake;

import io.ticketbridge.ledger.BatchRow;
import io.ticketbridge.ledger.Identity;
import io.ticketbridge.ledger.ReplyAddress;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.util.List;
import java.util.Optional;

/**
 * One ticket as a door hands it to the shared path {@code direct:accept}, whose body is a list of these and whose
 * result is a list of {@link Taken}, in order.
 *
 * @param account user name of the authenticated account
 * @param accountCreator the account's name, e-mail and phone, for {@code creator}
 * @param mayNameCreator whether the fields' own {@code creator_*} counts (files, queues, accounts with
 *     {@code may-set-creator})
 * @param identities those the door knows; the shared path adds {@code external}, and content hashes where the rule
 *     wants one
 * @param refuseInvalid true = an invalid ticket is not recorded at all (REST answers 400); false = it becomes a
 *     rejected intent
 * @param corrects the key this row corrects ({@code ticketbridge_key})
 * @param defect what the door itself could not read, such as a row with too many cells; {@code fields} is then what
 *     could be read, and the ticket is invalid for this reason, whatever a check of the fields would say
 */
public record IncomingTicket(
        String door,
        TicketFields fields,
        Optional<String> account,
        Optional<SupportTicket.Creator> accountCreator,
        boolean mayNameCreator,
        List<Identity> identities,
        Optional<BatchRow> row,
        Optional<ReplyAddress> reply,
        boolean refuseInvalid,
        Optional<String> corrects,
        Optional<FieldError> defect) {

    /** A ticket that its door read without a fault. */
    public IncomingTicket(
            String door,
            TicketFields fields,
            Optional<String> account,
            Optional<SupportTicket.Creator> accountCreator,
            boolean mayNameCreator,
            List<Identity> identities,
            Optional<BatchRow> row,
            Optional<ReplyAddress> reply,
            boolean refuseInvalid,
            Optional<String> corrects) {
        this(
                door,
                fields,
                account,
                accountCreator,
                mayNameCreator,
                identities,
                row,
                reply,
                refuseInvalid,
                corrects,
                Optional.empty());
    }
}
