package io.ticketbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The documented model of {@code POST /tickets}: its fields, their types, and nothing else. The documentation does not
 * say which fields are required; a ticket without title or message is refused because it can only be a mistake.
 */
final class ModelCheck {

    private static final Map<String, FieldRule> TICKET = Map.ofEntries(
            Map.entry("assigneeId", FieldRule.GUID.orNull()),
            Map.entry("attachments", FieldRule.listOf(ModelCheck::attachment)),
            Map.entry("categoryId", FieldRule.INTEGER.orNull()),
            Map.entry("cc", FieldRule.listOf(FieldRule.EMAIL)),
            Map.entry("creator", ModelCheck::creator),
            Map.entry("customFields", FieldRule.listOf(ModelCheck::customField)),
            Map.entry("isHtml", FieldRule.BOOLEAN),
            Map.entry("message", FieldRule.NOT_BLANK),
            Map.entry("sentiment", FieldRule.oneOf(Set.of("question", "praise", "suggestion", "complaint"))),
            Map.entry("sourceName", FieldRule.STRING),
            Map.entry("tags", FieldRule.listOf(FieldRule.STRING)),
            Map.entry("title", FieldRule.NOT_BLANK));
    private static final Map<String, FieldRule> ATTACHMENT = Map.of("url", FieldRule.URL, "name", FieldRule.STRING);
    private static final Map<String, FieldRule> CREATOR = Map.of(
            "name", FieldRule.STRING,
            "email", FieldRule.EMAIL,
            "image", FieldRule.URL.orNull(),
            "phoneNumber", FieldRule.STRING.orNull(),
            "customIdentifier", FieldRule.STRING.orNull());
    private static final Map<String, FieldRule> CUSTOM_FIELD =
            Map.of("id", FieldRule.INTEGER, "value", FieldRule.STRING);

    private ModelCheck() {}

    static void check(ObjectNode ticket) throws RefusedException {
        fields("", ticket, TICKET, "title", "message");
    }

    private static void attachment(String where, JsonNode value) throws RefusedException {
        fields(where, value, ATTACHMENT, "url");
    }

    private static void creator(String where, JsonNode value) throws RefusedException {
        fields(where, value, CREATOR);
    }

    private static void customField(String where, JsonNode value) throws RefusedException {
        fields(where, value, CUSTOM_FIELD, "id", "value");
    }

    private static void fields(String where, JsonNode value, Map<String, FieldRule> rules, String... required)
            throws RefusedException {
        if (!value.isObject()) {
            throw new RefusedException(SandboxError.WRONG_TYPE, where + " must be an object.");
        }
        String prefix = where.isEmpty() ? "" : where + ".";
        for (String name : required) {
            if (!value.has(name)) {
                throw new RefusedException(SandboxError.MISSING_FIELD, prefix + name + " is missing.");
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            FieldRule rule = rules.get(field.getKey());
            if (rule == null) {
                throw new RefusedException(
                        SandboxError.UNKNOWN_FIELD,
                        (where.isEmpty() ? "The ticket" : where) + " has a field that the model does not document.");
            }
            rule.check(prefix + field.getKey(), field.getValue());
        }
    }
}
