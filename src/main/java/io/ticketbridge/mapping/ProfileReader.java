package io.ticketbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.newsocialcloud.EmailAddress;
import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one profile of {@code mapping.yaml}. Each error names file, key and rule. */
final class ProfileReader {

    private static final Set<String> KEYS = Set.of(
            "category-id", "assignee-id", "tags", "cc", "custom-fields", "source-name", "sentiment", "allow-html");
    private static final Pattern CUSTOM_FIELD_ID = Pattern.compile("[0-9]{1,18}");

    /** File and key of the profile, for errors. */
    private final String where;

    private final JsonNode profile;

    ProfileReader(String where, JsonNode profile) {
        this.where = where;
        this.profile = profile;
    }

    Profile read() {
        if (!profile.isObject()) {
            throw new ConfigurationException(where + " must be a block of keys, or {} for none.");
        }
        profile.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw wrong(key, "is not a key; these are: " + String.join(", ", new TreeSet<>(KEYS)));
            }
        });
        return new Profile(
                given("category-id").map(node -> {
                    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                        throw wrong("category-id", "must be a whole number");
                    }
                    return node.longValue();
                }),
                given("assignee-id").map(node -> template("assignee-id", node)),
                list("tags"),
                addresses("cc"),
                customFields(),
                given("source-name").map(node -> template("source-name", node)),
                given("sentiment").map(this::sentiment),
                given("allow-html").map(this::flag).orElse(false));
    }

    private Optional<JsonNode> given(String key) {
        return Optional.ofNullable(profile.get(key));
    }

    private List<Template> list(String key) {
        List<Template> values = new ArrayList<>();
        given(key).ifPresent(node -> {
            if (!node.isArray()) {
                throw wrong(key, "must be a list such as [one, two]");
            }
            node.forEach(element -> values.add(template(key, element)));
        });
        return List.copyOf(values);
    }

    private List<Template> addresses(String key) {
        List<Template> addresses = list(key);
        for (Template address : addresses) {
            if (address.isLiteral() && !EmailAddress.isPlausible(address.text())) {
                throw wrong(key, EmailAddress.RULE);
            }
        }
        return addresses;
    }

    private SortedMap<Long, Template> customFields() {
        SortedMap<Long, Template> fields = new TreeMap<>();
        given("custom-fields").ifPresent(node -> {
            if (!node.isObject()) {
                throw wrong("custom-fields", "must be a block of id: value");
            }
            node.properties().forEach(field -> {
                String key = "custom-fields." + field.getKey();
                if (!CUSTOM_FIELD_ID.matcher(field.getKey()).matches()) {
                    throw wrong(key, "must have a whole number as its id");
                }
                if (fields.put(Long.valueOf(field.getKey()), template(key, field.getValue())) != null) {
                    throw wrong(key, "is given twice");
                }
            });
        });
        return fields;
    }

    private Template template(String key, JsonNode node) {
        if (!node.isTextual() && !node.isIntegralNumber()) {
            throw wrong(key, "must be text; put it in quotes");
        }
        try {
            return Template.parse(node.asText());
        } catch (IllegalArgumentException e) {
            throw wrong(key, e.getMessage());
        }
    }

    private Sentiment sentiment(JsonNode node) {
        return Sentiment.ofLabel(node.asText())
                .orElseThrow(() -> wrong("sentiment", "must be one of question, praise, suggestion, complaint"));
    }

    private boolean flag(JsonNode node) {
        if (!node.isBoolean()) {
            throw wrong("allow-html", "must be true or false");
        }
        return node.booleanValue();
    }

    private ConfigurationException wrong(String key, String rule) {
        return new ConfigurationException(where + "." + key + " " + rule + ".");
    }
}
