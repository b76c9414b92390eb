package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * The documented Ticket object of a created ticket. Where the documentation only has an example, such as the source of
 * a ticket, the example's value is shown.
 */
final class TicketView {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSxxx").withZone(ZoneId.of("Europe/Oslo"));
    private static final List<String> PROPERTIES = List.of(
            "isAnonymized",
            "isMuted",
            "hasDraft",
            "isAssignedToBot",
            "isDeleted",
            "isExpired",
            "isHidden",
            "isLocked",
            "isSpam",
            "isSensitive");

    private TicketView() {}

    /** An instant as the documentation shows them: seven fraction digits and an offset. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static ObjectNode of(CreatedTicket ticket) throws RefusedException {
        JsonNode request = StrictJson.object(ticket.body());
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", ticket.id());
        view.set("title", request.get("title"));
        view.set("message", request.get("message"));
        view.put("htmlMessage", htmlMessage(ticket.id(), request));
        view.set("author", author(request.path("creator")));
        view.set("category", idOrNull(request.path("categoryId")));
        view.put("creationTime", time(ticket.time()));
        view.set("customFields", orEmptyList(request.path("customFields")));
        view.put("lastThreadElementCreationTime", time(ticket.time()));
        view.set("lockedBy", idOrNull(request.path("assigneeId")));
        view.putNull("originalLink");
        view.set("properties", properties(request));
        view.put("replyCount", 0).put("isMuted", false);
        view.set("sentiment", request.get("sentiment"));
        view.put("source", "web").put("detailedSource", "web_website");
        view.set("sourceName", request.get("sourceName"));
        view.put("status", "open");
        view.set("tags", orEmptyList(request.path("tags")));
        view.set("attachments", attachments(request.path("attachments")));
        return view;
    }

    private static String htmlMessage(long id, JsonNode request) {
        String message = request.get("message").textValue();
        boolean html = request.path("isHtml").asBoolean(true);
        String content = html
                ? message
                : message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<div id=\"sb-message-" + id + "\" class=\"sb-html-message\">" + content + "</div>";
    }

    private static JsonNode author(JsonNode creator) {
        if (!creator.isObject()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode author = JsonNodeFactory.instance.objectNode();
        byte[] name = creator.path("email").asText().getBytes(StandardCharsets.UTF_8);
        author.put("id", UUID.nameUUIDFromBytes(name).toString());
        for (String field : List.of("name", "email", "image", "customIdentifier")) {
            author.set(field, creator.get(field));
        }
        return author.put("status", "client").put("isBot", false);
    }

    private static JsonNode idOrNull(JsonNode id) {
        boolean none = id.isMissingNode() || id.isNull();
        return none
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.objectNode().set("id", id);
    }

    private static JsonNode orEmptyList(JsonNode list) {
        return list.isArray() ? list : JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode properties(JsonNode request) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        PROPERTIES.forEach(name -> properties.put(name, false));
        return properties.put("hasAttachments", !request.path("attachments").isEmpty());
    }

    private static JsonNode attachments(JsonNode requested) {
        var attachments = JsonNodeFactory.instance.arrayNode();
        for (JsonNode attachment : requested) {
            ObjectNode shown = attachments.addObject().put("isContentPart", false);
            shown.set("name", attachment.get("name"));
            shown.set("url", attachment.get("url"));
        }
        return attachments;
    }
}
