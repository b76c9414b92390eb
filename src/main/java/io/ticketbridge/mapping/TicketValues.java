package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.SupportTicket;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a support ticket as text, by their flat names. Lists are joined with {@code ;}. */
final class TicketValues {

    private static final Pattern CUSTOM_FIELD = Pattern.compile("custom_field_([0-9]{1,18})");

    private static final Map<String, Function<SupportTicket, Optional<String>>> VALUES = Map.ofEntries(
            Map.entry("application_id", ticket -> Optional.of(ticket.applicationId())),
            Map.entry("subject", ticket -> Optional.of(ticket.subject())),
            Map.entry("message", ticket -> Optional.of(ticket.message())),
            Map.entry("mode", ticket -> ticket.mode().map(SupportTicket.Mode::label)),
            Map.entry("external_id", SupportTicket::externalId),
            Map.entry("creator_name", ticket -> ticket.creator().name()),
            Map.entry("creator_email", ticket -> ticket.creator().email()),
            Map.entry("creator_phone", ticket -> ticket.creator().phone().value()),
            Map.entry("category_id", ticket -> ticket.categoryId().value().map(String::valueOf)),
            Map.entry("assignee_id", ticket -> ticket.assigneeId().value()),
            Map.entry("tags", ticket -> Optional.of(String.join(";", ticket.tags()))),
            Map.entry("cc", ticket -> Optional.of(String.join(";", ticket.cc()))),
            Map.entry("sentiment", ticket -> ticket.sentiment().map(SupportTicket.Sentiment::label)),
            Map.entry("source_name", SupportTicket::sourceName),
            Map.entry("is_html", ticket -> ticket.isHtml().map(String::valueOf)),
            Map.entry(
                    "attachment_urls",
                    ticket -> Optional.of(ticket.attachments().stream()
                            .map(SupportTicket.Attachment::url)
                            .collect(Collectors.joining(";")))));

    private TicketValues() {}

    static boolean has(String name) {
        return VALUES.containsKey(name) || CUSTOM_FIELD.matcher(name).matches();
    }

    static String of(SupportTicket ticket, String name) {
        Matcher customField = CUSTOM_FIELD.matcher(name);
        return customField.matches()
                ? ticket.customFields().getOrDefault(Long.valueOf(customField.group(1)), "")
                : VALUES.get(name).apply(ticket).orElse("");
    }
}
