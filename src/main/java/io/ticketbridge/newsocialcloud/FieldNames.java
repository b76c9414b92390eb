package io.ticketbridge.newsocialcloud;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names a ticket's fields go by: the flat ones of every encoding, and the nested Socialboards ones of JSON. */
final class FieldNames {

    static final String CUSTOM_FIELD = "custom_field_";

    /** Where JSON keeps a {@code creator} that is no object, for the check to refuse. No form field is named so. */
    static final String MALFORMED_CREATOR = "creator{}";

    /** Where JSON keeps {@code customFields}, or an element of them, of another shape. */
    static final String MALFORMED_CUSTOM_FIELDS = "customFields[]";

    private static final Pattern CUSTOM_FIELD_ID = Pattern.compile(CUSTOM_FIELD + "([0-9]{1,18})");

    private static final Set<String> FLAT = Set.of(
            "application_id",
            "subject",
            "message",
            "mode",
            "external_id",
            "creator_name",
            "creator_email",
            "creator_phone",
            "creator_image",
            "category_id",
            "assignee_id",
            "tags",
            "cc",
            "sentiment",
            "source_name",
            "is_html",
            "attachment_urls");

    /** Columns of our own reports, and what the queue door takes as a property: they say nothing about the ticket. */
    private static final Set<String> NOT_TICKET =
            Set.of("ticketbridge_key", "ticketbridge_row", "ticketbridge_reason", "idempotency_key");

    private static final Map<String, String> FLAT_OF_NESTED = Map.of(
            "categoryId", "category_id",
            "assigneeId", "assignee_id",
            "sourceName", "source_name",
            "isHtml", "is_html",
            "attachments", "attachment_urls",
            "creator", MALFORMED_CREATOR,
            "customFields", MALFORMED_CUSTOM_FIELDS);

    private static final Map<String, String> FLAT_OF_CREATOR = Map.of(
            "name", "creator_name",
            "email", "creator_email",
            "image", "creator_image",
            "phoneNumber", "creator_phone");

    private static final Set<String> NULLABLE = Set.of("assignee_id", "category_id", "creator_image", "creator_phone");

    private FieldNames() {}

    static boolean isKnown(String name) {
        return isOfTicket(name) || NOT_TICKET.contains(name);
    }

    static boolean isOfTicket(String name) {
        return FLAT.contains(name) || customFieldId(name).isPresent();
    }

    /** Whether it is a Socialboards name of a JSON object. */
    static boolean isNested(String name) {
        return FLAT_OF_NESTED.containsKey(name);
    }

    /** Whether it is where JSON of another shape is kept. */
    static boolean isMalformed(String name) {
        return name.equals(MALFORMED_CREATOR) || name.equals(MALFORMED_CUSTOM_FIELDS);
    }

    /** Whether an explicit null of this field is something said. */
    static boolean isNullable(String name) {
        return NULLABLE.contains(name);
    }

    static OptionalLong customFieldId(String name) {
        if (!name.startsWith(CUSTOM_FIELD)) {
            return OptionalLong.empty(); // nearly every name, and a pattern is slow
        }
        Matcher matcher = CUSTOM_FIELD_ID.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The one name of a flat field: {@code custom_field_007} is {@code custom_field_7}. */
    static String canonical(String name) {
        OptionalLong id = customFieldId(name);
        return id.isPresent() ? CUSTOM_FIELD + id.getAsLong() : name;
    }

    static String flatOfNested(String name) {
        return FLAT_OF_NESTED.getOrDefault(name, canonical(name));
    }

    static String flatOfCreator(String name) {
        return FLAT_OF_CREATOR.getOrDefault(name, "creator." + name);
    }

    /** A caller's name for a log or an error: control characters and the like escaped, cut at 64 characters. */
    static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints().limit(64).forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> printable.append(String.format("\\u%04X", c));
                default -> printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }
}
