package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.socialboards.CreateTicketRequest;
import java.nio.file.Path;

/** One reading of {@code mapping.yaml}. Immutable, thread-safe. */
public final class Mapping {

    /** What mapping one ticket gives. */
    public sealed interface Result {
        record Mapped(CreateTicketRequest request) implements Result {}

        record Refused(FieldError error) implements Result {}
    }

    /** @throws io.ticketbridge.configuration.ConfigurationException naming file, key and rule */
    public static Mapping load(Path file) {
        throw new AssertionError("skeleton");
    }

    /** Hex SHA-256 over the profiles' canonical form: changes when, and only when, their meaning can. */
    public String fingerprint() {
        throw new AssertionError("skeleton");
    }

    /** Whether the application has a profile, its own or {@code default}. */
    public boolean knows(String applicationId) {
        throw new AssertionError("skeleton");
    }

    public Result map(SupportTicket ticket) {
        throw new AssertionError("skeleton");
    }
}
