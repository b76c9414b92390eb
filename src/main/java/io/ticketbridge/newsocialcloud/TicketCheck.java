package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.newsocialcloud.SupportTicket.Attachment;
import io.ticketbridge.newsocialcloud.SupportTicket.Creator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns field values into a support ticket, or says which field breaks which rule. Pure. */
public final class TicketCheck {

    /** What the check found. {@code applicationId} is given, where readable, even for an invalid ticket. */
    public sealed interface Result {

        /** @param ignoredFields unknown names as they came, cut and escaped for a log; at most 20 */
        record Valid(SupportTicket ticket, List<String> ignoredFields) implements Result {}

        record Invalid(FieldError error, Optional<String> applicationId) implements Result {}
    }

    private static final List<String> REQUIRED = List.of("application_id", "subject", "message");

    private static final int ID_CHARACTERS = 255;
    private static final int LINE_CHARACTERS = 20_000;
    private static final int LIST_ELEMENTS = 100;
    private static final int CUSTOM_FIELDS = 200;
    private static final int IGNORED_NAMES = 20;

    private TicketCheck() {}

    public static Result check(TicketFields fields) {
        try {
            return new Result.Valid(ticket(fields), unknownFields(fields));
        } catch (FieldRefusedException e) {
            return new Result.Invalid(e.error(), applicationId(fields));
        }
    }

    /**
     * Whether a column or field of this name is understood: a flat field of a ticket, {@code custom_field_<id>}, or a
     * column of our own reports, which is silently passed over.
     */
    public static boolean isKnownField(String name) {
        return FieldNames.isKnown(name);
    }

    /** Whether a field of this name in a JSON object is understood: a flat or a nested name. */
    public static boolean isKnownJsonName(String name) {
        return FieldNames.isKnown(name) || FieldNames.isNested(name);
    }

    /** Unknown names as they came, cut and escaped for a log; at most 20. */
    public static List<String> unknownFields(TicketFields fields) {
        return fields.names().stream()
                .filter(name -> !FieldNames.isKnown(name) && !FieldNames.isMalformed(name))
                .map(FieldNames::printable)
                .limit(IGNORED_NAMES)
                .toList();
    }

    /** The flat name of a field that a ticket has, {@code custom_field_7} for {@code custom_field_007}; else empty. */
    public static Optional<String> ticketField(String name) {
        return FieldNames.isOfTicket(name) ? Optional.of(FieldNames.canonical(name)) : Optional.empty();
    }

    private static SupportTicket ticket(TicketFields fields) {
        FieldReader reader = new FieldReader(fields);
        for (String name : REQUIRED) {
            if (reader.isMissing(name)) {
                throw new FieldRefusedException(FieldError.missing(name));
            }
        }
        refuseMalformed(fields);
        return new SupportTicket(
                reader.text("application_id", ID_CHARACTERS).orElseThrow(),
                reader.exactText("subject", LINE_CHARACTERS).orElseThrow(),
                reader.exactText("message", Integer.MAX_VALUE).orElseThrow(),
                reader.choice("mode", FieldRules::mode),
                reader.text("external_id", ID_CHARACTERS),
                creator(reader),
                reader.integer("category_id"),
                reader.nullableText("assignee_id", ID_CHARACTERS),
                list("tags", reader.list("tags"), ID_CHARACTERS),
                emails(reader),
                reader.choice("sentiment", FieldRules::sentiment),
                reader.text("source_name", LINE_CHARACTERS),
                reader.choice("is_html", text -> FieldRules.flag("is_html", text)),
                limited("attachment_urls", reader.list("attachment_urls", TicketCheck::attachment)),
                customFields(fields, reader));
    }

    /** What JSON may hold in place of its nested names' own shape. */
    private static void refuseMalformed(TicketFields fields) {
        if (fields.names().contains(FieldNames.MALFORMED_CREATOR)) {
            throw FieldRefusedException.invalid("creator", "must be an object");
        }
        if (fields.names().contains(FieldNames.MALFORMED_CUSTOM_FIELDS)) {
            throw FieldRefusedException.invalid(
                    "customFields", "must be an array of objects with an id, a whole number, and a value");
        }
        fields.names().stream()
                .filter(name -> name.startsWith(FieldNames.CUSTOM_FIELD)
                        && FieldNames.customFieldId(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw FieldRefusedException.invalid(
                            FieldNames.printable(name),
                            "what follows " + FieldNames.CUSTOM_FIELD
                                    + " must be the field's id, a whole number of at most 18 digits");
                });
    }

    private static Creator creator(FieldReader reader) {
        return new Creator(
                reader.text("creator_name", LINE_CHARACTERS),
                reader.choice("creator_email", text -> FieldRules.email("creator_email", text)),
                reader.nullableText("creator_phone", ID_CHARACTERS),
                nullableUrl("creator_image", reader));
    }

    private static Given<String> nullableUrl(String name, FieldReader reader) {
        Given<String> url = reader.nullableText(name, LINE_CHARACTERS);
        url.value().ifPresent(text -> FieldRules.httpsUrl(name, text));
        return url;
    }

    private static List<String> emails(FieldReader reader) {
        List<String> emails = limited("cc", reader.list("cc"));
        emails.forEach(text -> FieldRules.email("cc", text));
        return emails;
    }

    private static List<String> list(String name, List<String> elements, int maxCharacters) {
        elements.forEach(text -> FieldRules.atMost(name, maxCharacters, text));
        return limited(name, elements);
    }

    private static <T> List<T> limited(String name, List<T> elements) {
        if (elements.size() > LIST_ELEMENTS) {
            throw FieldRefusedException.invalid(name, "must have at most " + LIST_ELEMENTS + " elements");
        }
        return elements;
    }

    /** A URL, or in JSON an object with url and name. */
    private static Optional<Attachment> attachment(JsonNode element) {
        String field = "attachment_urls";
        JsonNode url = element.isObject() ? element.path("url") : element;
        if (element.isObject() && !url.isTextual()) {
            throw FieldRefusedException.invalid("attachments", "must each have a url");
        }
        String text = FieldReader.scalarElement(field, url).strip();
        if (text.isEmpty() && !element.isObject()) {
            return Optional.empty();
        }
        JsonNode name = element.path("name");
        return Optional.of(new Attachment(
                FieldRules.httpsUrl(field, text),
                name.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(FieldReader.scalarElement("attachments", name)
                                        .strip())
                                .filter(given -> !given.isEmpty())
                                .map(given -> FieldRules.atMost("attachments", ID_CHARACTERS, given))));
    }

    private static SortedMap<Long, String> customFields(TicketFields fields, FieldReader reader) {
        SortedMap<Long, String> values = new TreeMap<>();
        for (String name : fields.names()) {
            FieldNames.customFieldId(name)
                    .ifPresent(id -> reader.exactText(name, LINE_CHARACTERS).ifPresent(value -> values.put(id, value)));
        }
        if (values.size() > CUSTOM_FIELDS) {
            throw FieldRefusedException.invalid(
                    FieldNames.CUSTOM_FIELD + "<id>", "must be at most " + CUSTOM_FIELDS + " fields");
        }
        return values;
    }

    /** The application of a ticket that may be invalid otherwise; empty where it cannot even be kept. */
    public static Optional<String> applicationId(TicketFields fields) {
        try {
            return new FieldReader(fields).text("application_id", ID_CHARACTERS);
        } catch (FieldRefusedException e) {
            return Optional.empty();
        }
    }
}
