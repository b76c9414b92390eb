package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.SupportTicket.Attachment;
import io.ticketbridge.newsocialcloud.SupportTicket.Creator;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The canonical JSON of a support ticket: keys sorted, no white space, absent fields absent, lists in their order. */
final class SupportTicketJson {

    private static final List<String> NOT_CONTENT =
            List.of("external_id", "mode", "creator_name", "creator_email", "creator_phone", "creator_image");

    private SupportTicketJson() {}

    static byte[] write(SupportTicket ticket) {
        return bytes(tree(ticket));
    }

    static String contentHash(SupportTicket ticket) {
        ObjectNode content = tree(ticket);
        content.remove(NOT_CONTENT);
        return sha256(bytes(content));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The order of the statements is the sorted order of the keys. */
    private static ObjectNode tree(SupportTicket ticket) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("application_id", ticket.applicationId());
        putGiven(json, "assignee_id", ticket.assigneeId());
        if (!ticket.attachments().isEmpty()) {
            ArrayNode attachments = json.putArray("attachments");
            for (Attachment attachment : ticket.attachments()) {
                ObjectNode one = attachments.addObject();
                put(one, "name", attachment.name());
                one.put("url", attachment.url());
            }
        }
        putGiven(json, "category_id", ticket.categoryId());
        putList(json, "cc", ticket.cc());
        put(json, "creator_email", ticket.creator().email());
        putGiven(json, "creator_image", ticket.creator().image());
        put(json, "creator_name", ticket.creator().name());
        putGiven(json, "creator_phone", ticket.creator().phone());
        if (!ticket.customFields().isEmpty()) {
            ObjectNode customFields = json.putObject("custom_fields");
            ticket.customFields().forEach((id, value) -> customFields.put(id.toString(), value));
        }
        put(json, "external_id", ticket.externalId());
        ticket.isHtml().ifPresent(isHtml -> json.put("is_html", isHtml));
        json.put("message", ticket.message());
        put(json, "mode", ticket.mode().map(Mode::label));
        put(json, "sentiment", ticket.sentiment().map(Sentiment::label));
        put(json, "source_name", ticket.sourceName());
        json.put("subject", ticket.subject());
        putList(json, "tags", ticket.tags());
        return json;
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

    private static void put(ObjectNode json, String name, Optional<String> value) {
        value.ifPresent(text -> json.put(name, text));
    }

    private static void putGiven(ObjectNode json, String name, Given<?> value) {
        if (!value.isAbsent()) {
            json.putPOJO(name, value.value().orElse(null));
        }
    }

    private static void putList(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(name)::add);
        }
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return TicketJson.mapper().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a checked support ticket must be writable", e);
        }
    }
}
