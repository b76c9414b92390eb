package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a columns file strictly, and writes one. An instance reads one file. */
final class ColumnsYaml {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private static final String RENAME = "rename";
    private static final String IGNORE = "ignore";
    private static final String SET = "set";
    private static final String JOIN = "join";
    private static final String FROM = "from";
    private static final String WITH = "with";
    private static final String UNKNOWN = "unknown-columns";
    private static final String KEY = "key";
    private static final List<String> KEYS = List.of(RENAME, IGNORE, SET, JOIN, UNKNOWN, KEY);
    private static final String BLANK_LINE = "\n\n";

    private final String fileName;
    /** The key that makes a field, by field. */
    private final Map<String, String> makers = new HashMap<>();

    ColumnsYaml(String fileName) {
        this.fileName = fileName;
    }

    /** @throws UnusableFileException naming file, key and rule */
    Columns read(String yaml) {
        JsonNode root = tree(yaml);
        if (!root.isMissingNode() && !root.isNull() && !root.isObject()) {
            throw wrong("", "must be a block with some of the keys " + String.join(", ", KEYS));
        }
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw wrong(key, "is not a key; the keys are " + String.join(", ", KEYS));
            }
        });
        Columns columns = new Columns(
                rename(root), ignore(root), set(root), join(root), unknown(root), names(root, KEY), fileName);
        for (String ignored : columns.ignore()) {
            if (columns.isMoved(ignored) || columns.key().contains(ignored)) {
                throw wrong(IGNORE, "names " + shown(ignored) + ", which another key uses");
            }
        }
        return columns;
    }

    private JsonNode tree(String yaml) {
        try (JsonParser texts = new YamlTexts(YAML.createParser(yaml))) {
            return Optional.<JsonNode>ofNullable(YAML.readTree(texts)).orElseGet(MissingNode::getInstance);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw wrong("", "cannot be read as YAML, or has a key twice" + where);
        } catch (IOException e) {
            throw new UncheckedIOException("a text must be readable", e);
        }
    }

    private Map<String, String> rename(JsonNode root) {
        Map<String, String> fields = new LinkedHashMap<>();
        block(root, RENAME).properties().forEach(entry -> {
            String key = RENAME + "." + entry.getKey();
            String column = column(key, entry.getKey());
            if (fields.put(column, target(key, text(key, entry.getValue()))) != null) {
                throw wrong(key, "names a column that is there already");
            }
        });
        return fields;
    }

    private Map<String, String> set(JsonNode root) {
        Map<String, String> values = new LinkedHashMap<>();
        block(root, SET).properties().forEach(entry -> {
            String key = SET + "." + entry.getKey();
            values.put(target(key, entry.getKey()), text(key, entry.getValue()));
        });
        return values;
    }

    private Map<String, Columns.Join> join(JsonNode root) {
        Map<String, Columns.Join> joins = new LinkedHashMap<>();
        block(root, JOIN).properties().forEach(entry -> {
            String key = JOIN + "." + entry.getKey();
            joins.put(target(key, entry.getKey()), join(key, entry.getValue()));
        });
        return joins;
    }

    private Columns.Join join(String key, JsonNode node) {
        if (!node.isObject()) {
            throw wrong(key, "must be a block with the keys from and with");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!name.equals(FROM) && !name.equals(WITH)) {
                throw wrong(key + "." + name, "is not a key; the keys are from and with");
            }
        });
        List<String> from = names(node, FROM, key + "." + FROM);
        if (from.isEmpty()) {
            throw wrong(key + "." + FROM, "must name at least one column");
        }
        return new Columns.Join(from, node.has(WITH) ? text(key + "." + WITH, node.get(WITH)) : BLANK_LINE);
    }

    private Set<String> ignore(JsonNode root) {
        return new LinkedHashSet<>(names(root, IGNORE));
    }

    private Optional<Columns.Unknown> unknown(JsonNode root) {
        if (!root.has(UNKNOWN)) {
            return Optional.empty();
        }
        return switch (root.get(UNKNOWN).asText()) {
            case "error" -> Optional.of(Columns.Unknown.ERROR);
            case "ignore" -> Optional.of(Columns.Unknown.IGNORE);
            default -> throw wrong(UNKNOWN, "must be error or ignore");
        };
    }

    private List<String> names(JsonNode node, String name) {
        return names(node, name, name);
    }

    private List<String> names(JsonNode node, String name, String key) {
        JsonNode list = node.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw wrong(key, "must be a list of columns, such as [Notes, Internal]");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode element : list) {
            String column = column(key, text(key, element));
            if (names.contains(column)) {
                throw wrong(key, "names " + shown(column) + " twice");
            }
            names.add(column);
        }
        return names;
    }

    private JsonNode block(JsonNode root, String key) {
        JsonNode block = root.path(key);
        if (!block.isMissingNode() && !block.isObject()) {
            throw wrong(key, "must be a block of lines NAME: VALUE");
        }
        return block;
    }

    private String column(String key, String written) {
        String column = Columns.name(written);
        if (OwnColumns.contains(column)) {
            throw wrong(key, "names " + column + ", a column of Ticketbridge's own, which is always understood");
        }
        return column;
    }

    private String target(String key, String written) {
        String field = TicketCheck.ticketField(written.strip())
                .orElseThrow(() -> wrong(key, shown(written) + " is no field of a support ticket"));
        String before = makers.put(field, key);
        if (before != null) {
            throw wrong(key, "makes the field " + field + ", which " + shown(before) + " makes already");
        }
        return field;
    }

    private String text(String key, JsonNode node) {
        if (!node.isTextual()) {
            throw wrong(key, "must be text; put it in quotes");
        }
        return node.asText();
    }

    private UnusableFileException wrong(String key, String rule) {
        String where = key.isEmpty() ? "" : ": " + shown(key);
        return new UnusableFileException(
                UnusableFileException.BAD_COLUMNS, fileName + where + (key.isEmpty() ? " " : ": ") + rule + ".");
    }

    private static String shown(String name) {
        return TextForPeople.quoted(name);
    }

    static String write(Columns columns) {
        ObjectNode root = YAML.createObjectNode();
        columns.rename()
                .forEach((column, field) -> root.withObjectProperty(RENAME).put(column, field));
        columns.ignore().forEach(column -> root.withArrayProperty(IGNORE).add(column));
        columns.set().forEach((field, value) -> root.withObjectProperty(SET).put(field, value));
        columns.join().forEach((field, join) -> {
            ObjectNode node = root.withObjectProperty(JOIN).putObject(field);
            join.from().forEach(node.putArray(FROM)::add);
            node.put(WITH, join.with());
        });
        columns.unknown().ifPresent(rule -> root.put(UNKNOWN, rule.name().toLowerCase(Locale.ROOT)));
        columns.key().forEach(column -> root.withArrayProperty(KEY).add(column));
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree must be writable", e);
        }
    }
}
