package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * The bodies of an intent, kept apart from its key and hash so that they can be erased.
 *
 * @param content canonical JSON of the decoded support ticket
 * @param request the create-ticket request as it was first sent; absent before the first attempt
 */
public record Payload(byte[] content, Optional<FrozenRequest> request) {

    /** The bytes every resend repeats, and the fingerprint of the mapping that made them. */
    public record FrozenRequest(byte[] body, String mappingFingerprint) {}
}
