package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.EmailAddress;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.socialboards.CreateTicketRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One reading of {@code mapping.yaml}. Immutable, thread-safe.
 *
 * <p>What the ticket says wins over the profile: single fields replace the profile's, an explicit null included; custom
 * fields replace it by id; tags and cc are added to the profile's, each once. A profile stands alone: it takes nothing
 * from {@code default}, which is for applications without one.
 */
public final class Mapping {

    private static final String DEFAULT = "default";

    /** What mapping one ticket gives. */
    public sealed interface Result {
        record Mapped(CreateTicketRequest request) implements Result {}

        record Refused(FieldError error) implements Result {}
    }

    private final Map<String, Profile> profiles;
    private final String fingerprint;

    private Mapping(Map<String, Profile> profiles) {
        this.profiles = new TreeMap<>(profiles);
        this.fingerprint = Fingerprint.of(this.profiles);
    }

    /** @throws io.ticketbridge.configuration.ConfigurationException naming file, key and rule */
    public static Mapping load(Path file) {
        return new Mapping(MappingFile.read(file));
    }

    /** Hex SHA-256 over the profiles' canonical form: changes when, and only when, their meaning can. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Whether the application has a profile, its own or {@code default}. */
    public boolean knows(String applicationId) {
        return profile(applicationId).isPresent();
    }

    public Result map(SupportTicket ticket) {
        return map(ticket, OptionalLong.empty(), "");
    }

    /**
     * Maps, and puts the ticket key into the correlation field, where there is one, over whatever the ticket or the
     * profile put there: a probe believes that field.
     *
     * @param ticketKey not looked at without a correlation field
     */
    public Result map(SupportTicket ticket, OptionalLong correlationFieldId, String ticketKey) {
        Optional<Profile> profile = profile(ticket.applicationId());
        if (profile.isEmpty()) {
            return new Result.Refused(new FieldError(
                    "PermissionDenied",
                    "application_id",
                    "The application is unknown: mapping.yaml has no profile for it."));
        }
        MappedTicket mapped = new MappedTicket(ticket, profile.get());
        if (mapped.title().isEmpty()) {
            return new Result.Refused(FieldError.missing("subject"));
        }
        if (!mapped.cc().stream().allMatch(EmailAddress::isPlausible)) {
            return new Result.Refused(FieldError.invalid("cc", "the application's profile " + EmailAddress.RULE));
        }
        CreateTicketRequest request = mapped.request();
        return new Result.Mapped(
                correlationFieldId.isPresent()
                        ? request.withCustomField(correlationFieldId.getAsLong(), ticketKey)
                        : request);
    }

    private Optional<Profile> profile(String applicationId) {
        return Optional.ofNullable(profiles.getOrDefault(applicationId, profiles.get(DEFAULT)));
    }
}
