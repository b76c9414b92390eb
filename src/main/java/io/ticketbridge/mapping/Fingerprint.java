package io.ticketbridge.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Hex SHA-256 over profiles in one fixed form, whatever the file's order, quotes and comments. */
final class Fingerprint {

    private Fingerprint() {}

    /** @param profiles sorted by application */
    static String of(Map<String, Profile> profiles) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        profiles.forEach((application, profile) -> json.set(application, tree(profile)));
        try {
            byte[] canonical = json.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ObjectNode tree(Profile profile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("allow-html", profile.allowHtml());
        profile.assigneeId().ifPresent(value -> json.put("assignee-id", value.text()));
        profile.categoryId().ifPresent(value -> json.put("category-id", value));
        putList(json.putArray("cc"), profile.cc());
        ObjectNode customFields = json.putObject("custom-fields");
        profile.customFields().forEach((id, value) -> customFields.put(id.toString(), value.text()));
        profile.sentiment().map(Sentiment::label).ifPresent(value -> json.put("sentiment", value));
        profile.sourceName().ifPresent(value -> json.put("source-name", value.text()));
        putList(json.putArray("tags"), profile.tags());
        return json;
    }

    private static void putList(ArrayNode json, List<Template> values) {
        values.forEach(value -> json.add(value.text()));
    }
}
