package io.ticketbridge.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a door hands to the ledger: one support ticket, decoded and checked.
 *
 * @param door the door's name, such as {@code rest}
 * @param account the authenticated account's user name, where there is one
 * @param identities every name this ticket goes by; empty = always a new intent
 * @param content the canonical JSON of the decoded support ticket, as it came in
 * @param contentHash lower-case hex SHA-256 over the canonical JSON without {@code external_id}, {@code mode} and
 *     creator fields
 * @param rejection present when the ticket failed its checks: the intent is born {@code rejected} and binds no identity
 * @param corrects the key of a rejected intent that this content replaces ({@code ticketbridge_key} of a rejects file)
 */
public record Submission(
        String door,
        Upstream upstream,
        String application,
        Optional<String> account,
        List<Identity> identities,
        byte[] content,
        String contentHash,
        Optional<BatchRow> row,
        Optional<Reason> rejection,
        Optional<ReplyAddress> reply,
        Optional<String> corrects) {

    public Submission {
        identities = List.copyOf(identities);
    }
}
