package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.newsocialcloud.SupportTicket.Attachment;
import io.ticketbridge.newsocialcloud.SupportTicket.Creator;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The canonical JSON of a support ticket: keys sorted, no white space, absent fields absent, lists in their order. */
final class SupportTicketJson {

    /** Bytes beside the message, of most tickets. */
    private static final int USUAL_REST = 512;

    private SupportTicketJson() {}

    static byte[] write(SupportTicket ticket) {
        return bytes(ticket, true);
    }

    static String contentHash(SupportTicket ticket) {
        return sha256(bytes(ticket, false));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The order of the statements is the sorted order of the keys.
     *
     * @param whole with the fields that are no content
     */
    private static byte[] bytes(SupportTicket ticket, boolean whole) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ticket.message().length() + USUAL_REST);
        try (JsonGenerator json = TicketJson.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("application_id", ticket.applicationId());
            put(json, "assignee_id", ticket.assigneeId());
            putAttachments(json, ticket.attachments());
            put(json, "category_id", ticket.categoryId());
            putList(json, "cc", ticket.cc());
            if (whole) {
                put(json, "creator_email", ticket.creator().email());
                put(json, "creator_image", ticket.creator().image());
                put(json, "creator_name", ticket.creator().name());
                put(json, "creator_phone", ticket.creator().phone());
            }
            putCustomFields(json, ticket.customFields());
            if (whole) {
                put(json, "external_id", ticket.externalId());
            }
            if (ticket.isHtml().isPresent()) {
                json.writeBooleanField("is_html", ticket.isHtml().get());
            }
            json.writeStringField("message", ticket.message());
            if (whole) {
                put(json, "mode", ticket.mode().map(Mode::label));
            }
            put(json, "sentiment", ticket.sentiment().map(Sentiment::label));
            put(json, "source_name", ticket.sourceName());
            json.writeStringField("subject", ticket.subject());
            putList(json, "tags", ticket.tags());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a checked support ticket must be writable", e);
        }
        return bytes.toByteArray();
    }

    static SupportTicket read(byte[] bytes) {
        JsonNode json;
        try {
            json = TicketJson.mapper().readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("not the JSON of a support ticket", e);
        }
        return new SupportTicket(
                required(json, "application_id"),
                required(json, "subject"),
                required(json, "message"),
                text(json, "mode").map(mode -> Mode.valueOf(mode.toUpperCase(Locale.ROOT))),
                text(json, "external_id"),
                new Creator(
                        text(json, "creator_name"),
                        text(json, "creator_email"),
                        given(json, "creator_phone", JsonNode::textValue),
                        given(json, "creator_image", JsonNode::textValue)),
                given(json, "category_id", JsonNode::longValue),
                given(json, "assignee_id", JsonNode::textValue),
                list(json.path("tags"), JsonNode::textValue),
                list(json.path("cc"), JsonNode::textValue),
                text(json, "sentiment").map(label -> Sentiment.ofLabel(label).orElseThrow()),
                text(json, "source_name"),
                Optional.ofNullable(json.get("is_html")).map(JsonNode::booleanValue),
                list(json.path("attachments"), one -> new Attachment(required(one, "url"), text(one, "name"))),
                customFields(json.path("custom_fields")));
    }

    private static SortedMap<Long, String> customFields(JsonNode json) {
        SortedMap<Long, String> fields = new TreeMap<>();
        json.properties()
                .forEach(field -> fields.put(
                        Long.valueOf(field.getKey()), field.getValue().textValue()));
        return fields;
    }

    private static String required(JsonNode json, String name) {
        return text(json, name)
                .orElseThrow(() -> new IllegalArgumentException("the JSON of a support ticket lacks " + name));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::textValue);
    }

    private static <T> Given<T> given(JsonNode json, String name, Function<JsonNode, T> value) {
        JsonNode node = json.path(name);
        return node.isMissingNode()
                ? Given.absent()
                : node.isNull() ? Given.explicitNull() : Given.of(value.apply(node));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }

    private static void putAttachments(JsonGenerator json, List<Attachment> attachments) throws IOException {
        if (!attachments.isEmpty()) {
            json.writeArrayFieldStart("attachments");
            for (Attachment attachment : attachments) {
                json.writeStartObject();
                put(json, "name", attachment.name());
                json.writeStringField("url", attachment.url());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void putCustomFields(JsonGenerator json, SortedMap<Long, String> fields) throws IOException {
        if (!fields.isEmpty()) {
            json.writeObjectFieldStart("custom_fields");
            for (Map.Entry<Long, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey().toString(), field.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void put(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void put(JsonGenerator json, String name, Given<?> value) throws IOException {
        if (!value.isAbsent()) {
            json.writeObjectField(name, value.value().orElse(null));
        }
    }

    private static void putList(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }
}
