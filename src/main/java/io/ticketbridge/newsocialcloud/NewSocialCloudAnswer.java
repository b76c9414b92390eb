package io.ticketbridge.newsocialcloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer to a created ticket, as callers of the old API read it: the keys of its documented sample, in their order,
 * as valid JSON. What Socialboards does not tell is null. The same arguments give the same bytes.
 */
public final class NewSocialCloudAnswer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private static final List<String> UNKNOWN_PROPERTIES =
            List.of("priority", "type", "assignee_id", "group_id", "requester_id");

    private NewSocialCloudAnswer() {}

    /**
     * @param ticketId the Socialboards id; empty = not created yet
     * @param at when it came to rest, or was accepted; told in whole seconds
     * @param link to the ticket in the inbox, where there is one
     */
    public static ObjectNode document(SupportTicket ticket, OptionalLong ticketId, Instant at, Optional<String> link) {
        Optional<Long> id = ticketId.isPresent() ? Optional.of(ticketId.getAsLong()) : Optional.empty();
        String time = TIME.format(at);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        putTicket(document.putObject("ticket"), ticket, id, time, link);
        putAudit(document.putObject("audit"), ticket, id, time);
        return document;
    }

    private static void putTicket(
            ObjectNode json, SupportTicket ticket, Optional<Long> id, String time, Optional<String> link) {
        json.put("url", link.orElse(null));
        json.put("id", id.orElse(null));
        json.put("external_id", ticket.externalId().orElse(null));
        putVia(json);
        json.put("created_at", time);
        json.put("updated_at", time);
        json.putNull("type");
        json.put("subject", ticket.subject());
        json.put("description", ticket.message());
        json.putNull("priority");
        json.put("status", "open");
        for (String name :
                List.of("recipient", "requester_id", "submitter_id", "assignee_id", "organization_id", "group_id")) {
            json.putNull(name);
        }
        json.putArray("collaborator_ids");
        json.putNull("forum_topic_id");
        json.putNull("problem_id");
        json.put("has_incidents", false);
        json.putNull("due_at");
        json.putArray("tags");
        json.putArray("custom_fields");
        json.putNull("satisfaction_rating");
        json.putArray("sharing_agreement_ids");
        json.putArray("fields");
    }

    private static void putAudit(ObjectNode json, SupportTicket ticket, Optional<Long> id, String time) {
        json.putNull("id");
        json.put("ticket_id", id.orElse(null));
        json.put("created_at", time);
        json.putNull("author_id");
        putVia(json);
        ObjectNode metadata = json.putObject("metadata");
        ObjectNode system = metadata.putObject("system");
        for (String name : List.of("ip_address", "location", "latitude", "longitude")) {
            system.putNull(name);
        }
        metadata.putObject("custom");
        ArrayNode events = json.putArray("events");
        addComment(events, ticket.message());
        addCreate(events, "subject", ticket.subject());
        addCreate(events, "status", "open");
        UNKNOWN_PROPERTIES.forEach(name -> addCreate(events, name, null));
    }

    private static void putVia(ObjectNode json) {
        ObjectNode via = json.putObject("via");
        via.put("channel", "api");
        ObjectNode source = via.putObject("source");
        source.putObject("from");
        source.putObject("to");
        source.putNull("rel");
    }

    private static void addComment(ArrayNode events, String message) {
        ObjectNode comment = events.addObject();
        comment.putNull("id");
        comment.put("type", "Comment");
        comment.putNull("author_id");
        comment.put("body", message);
        comment.put("html_body", "<p>" + escaped(message) + "</p>");
        comment.put("public", true);
        comment.put("trusted", true);
        comment.putArray("attachments");
    }

    private static void addCreate(ArrayNode events, String property, String value) {
        ObjectNode create = events.addObject();
        create.putNull("id");
        create.put("type", "Create");
        create.put("value", value);
        create.put("field_name", property);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
