package io.ticketbridge.ledger;

import java.util.Optional;

/**
 * The bodies of an intent, kept apart from its key and hash so that they can be erased.
 *
 * @param content canonical JSON of the decoded support ticket
 * @param request the create-ticket request as it was first sent; absent before the first attempt
 */
public record Payload(byte[] content, Optional<FrozenRequest> request) {

    /**
     * The bytes every resend repeats.
     *
     * @param mappingFingerprint of the mapping that made them
     * @param likeness equal for requests that the upstream's list cannot tell apart
     */
    public record FrozenRequest(byte[] body, String mappingFingerprint, String likeness) {}
}
