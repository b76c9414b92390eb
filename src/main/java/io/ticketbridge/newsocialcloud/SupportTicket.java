package io.ticketbridge.newsocialcloud;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A support ticket as its caller meant it, decoded and checked, before mapping. Its JSON is what the ledger keeps.
 * Equal tickets have equal JSON, whichever door and encoding they came by.
 *
 * @param subject as sent
 * @param message as sent, to the character
 * @param isHtml whether the caller says that the message is HTML; absent = not said
 * @param customFields values by Socialboards custom field id, as sent
 */
public record SupportTicket(
        String applicationId,
        String subject,
        String message,
        Optional<Mode> mode,
        Optional<String> externalId,
        Creator creator,
        Given<Long> categoryId,
        Given<String> assigneeId,
        List<String> tags,
        List<String> cc,
        Optional<Sentiment> sentiment,
        Optional<String> sourceName,
        Optional<Boolean> isHtml,
        List<Attachment> attachments,
        SortedMap<Long, String> customFields) {

    /** Where a ticket is meant to go. */
    public enum Mode {
        LIVE,
        TEST;

        /** The word of the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The sentiments that Socialboards documents. */
    public enum Sentiment {
        QUESTION,
        PRAISE,
        SUGGESTION,
        COMPLAINT;

        /** The word of the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The sentiment of exactly this word. */
        public static Optional<Sentiment> ofLabel(String label) {
            return List.of(values()).stream()
                    .filter(sentiment -> sentiment.label().equals(label))
                    .findFirst();
        }
    }

    /** Who asks. */
    public record Creator(Optional<String> name, Optional<String> email, Given<String> phone, Given<String> image) {

        /** Nobody named. */
        public static final Creator NONE = new Creator(Optional.empty(), Optional.empty(), Optional.empty());

        public Creator(Optional<String> name, Optional<String> email, Optional<String> phone) {
            this(name, email, Given.ofOptional(phone), Given.absent());
        }

        /** Names no person. */
        @Override
        public String toString() {
            return "Creator[]";
        }
    }

    /** A file to fetch from elsewhere; never fetched here. */
    public record Attachment(String url, Optional<String> name) {}

    public SupportTicket {
        tags = List.copyOf(tags);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
        customFields = Collections.unmodifiableSortedMap(new TreeMap<>(customFields));
    }

    /** A ticket with the required fields alone. */
    public static SupportTicket of(String applicationId, String subject, String message) {
        return new SupportTicket(
                applicationId,
                subject,
                message,
                Optional.empty(),
                Optional.empty(),
                Creator.NONE,
                Given.absent(),
                Given.absent(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new TreeMap<>(Map.of()));
    }

    /** Canonical JSON, UTF-8: sorted keys, absent fields absent. */
    public byte[] toJson() {
        return SupportTicketJson.write(this);
    }

    /** @throws IllegalArgumentException when these bytes are not what {@link #toJson()} wrote */
    public static SupportTicket fromJson(byte[] json) {
        return SupportTicketJson.read(json);
    }

    /** Lower-case hex SHA-256 over the canonical JSON without {@code external_id}, {@code mode} and creator fields. */
    public String contentHash() {
        return SupportTicketJson.contentHash(this);
    }

    public SupportTicket withCreator(Creator other) {
        return new SupportTicket(
                applicationId,
                subject,
                message,
                mode,
                externalId,
                other,
                categoryId,
                assigneeId,
                tags,
                cc,
                sentiment,
                sourceName,
                isHtml,
                attachments,
                customFields);
    }

    /** Safe to log: holds nothing of what was written, nor by whom. */
    @Override
    public String toString() {
        return "SupportTicket[" + applicationId + ", " + contentHash() + "]";
    }
}
