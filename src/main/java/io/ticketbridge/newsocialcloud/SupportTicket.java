package io.ticketbridge.newsocialcloud;

import java.util.Optional;

/**
 * A support ticket as its caller meant it, decoded and checked, before mapping. Its JSON is what the ledger keeps.
 * (Skeleton: the record grows the optional fields of the design.)
 */
public record SupportTicket(
        String applicationId,
        String subject,
        String message,
        Optional<Mode> mode,
        Optional<String> externalId,
        Creator creator) {

    public enum Mode {
        LIVE,
        TEST
    }

    public record Creator(Optional<String> name, Optional<String> email, Optional<String> phone) {}

    /** Canonical JSON, UTF-8: sorted keys, absent fields absent. */
    public byte[] toJson() {
        throw new AssertionError("skeleton");
    }

    public static SupportTicket fromJson(byte[] json) {
        throw new AssertionError("skeleton");
    }

    /** Lower-case hex SHA-256 over the canonical JSON without {@code external_id}, {@code mode} and creator fields. */
    public String contentHash() {
        throw new AssertionError("skeleton");
    }

    public SupportTicket withCreator(Creator creator) {
        throw new AssertionError("skeleton");
    }
}
