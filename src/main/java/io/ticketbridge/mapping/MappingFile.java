package io.ticketbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code mapping.yaml} into profiles by application. */
final class MappingFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MappingFile() {}

    /** @throws ConfigurationException naming file, key and rule */
    static Map<String, Profile> read(Path file) {
        JsonNode root = tree(file);
        JsonNode applications = root.path("applications");
        root.fieldNames().forEachRemaining(key -> {
            if (!key.equals("applications")) {
                throw new ConfigurationException(file + ": " + key + " is not a key; the only one is applications.");
            }
        });
        if (!applications.isObject() || applications.isEmpty()) {
            throw new ConfigurationException(
                    file + ": applications must be a block with a profile for each application, or default.");
        }
        Map<String, Profile> profiles = new TreeMap<>();
        applications.properties().forEach(entry -> {
            String application = entry.getKey().strip();
            String where = file + ": applications." + application;
            if (application.isEmpty()) {
                throw new ConfigurationException(where + " has an application without an id.");
            }
            if (profiles.put(application, new ProfileReader(where, entry.getValue()).read()) != null) {
                throw new ConfigurationException(where + " is given twice.");
            }
        });
        return profiles;
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new ConfigurationException(
                    file + ": cannot be read as YAML, or has a key twice" + where + "; correct it there.");
        } catch (IOException e) {
            throw new ConfigurationException(file
                    + ": cannot be read as UTF-8 text; check ticketbridge.mapping.file and the file's permissions.");
        }
    }
}
