package io.ticketbridge.account;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.newsocialcloud.EmailAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one user while the accounts file is read. */
final class AccountEntry {

    private static final String PREFIX = "user.";
    private static final Set<String> ATTRIBUTES =
            Set.of("password", "api-key", "name", "email", "phone", "applications", "may-set-creator");

    private final Path file;
    private final String user;
    private final Map<String, String> values = new HashMap<>();

    AccountEntry(Path file, String user) {
        this.file = file;
        this.user = user;
    }

    /** The NAME of {@code user.NAME.attribute}; empty when the key has another shape or attribute. */
    static Optional<String> userOf(String key) {
        int dot = key.lastIndexOf('.');
        boolean shaped = key.startsWith(PREFIX) && dot > PREFIX.length() && ATTRIBUTES.contains(key.substring(dot + 1));
        return shaped ? Optional.of(key.substring(PREFIX.length(), dot)) : Optional.empty();
    }

    static String key(String user, String attribute) {
        return PREFIX + user + "." + attribute;
    }

    void put(String key, String value) {
        if (!value.isBlank()) {
            values.put(key.substring(key.lastIndexOf('.') + 1), value.strip());
        }
    }

    Account toAccount() {
        if (user.indexOf(':') >= 0) {
            throw wrong("password", "belongs to a user name with a colon, which Basic authentication cannot carry");
        }
        String password = hash("password").orElseThrow(() -> wrong("password", "is missing; add it"));
        return new Account(
                user,
                password,
                hash("api-key"),
                value("name"),
                email(),
                value("phone"),
                value("applications").map(AccountEntry::split),
                flag("may-set-creator"));
    }

    private Optional<String> value(String attribute) {
        return Optional.ofNullable(values.get(attribute));
    }

    /** Every ticket of the account would carry it, and be refused for it. */
    private Optional<String> email() {
        Optional<String> email = value("email");
        if (email.filter(text -> !EmailAddress.isPlausible(text)).isPresent()) {
            throw wrong("email", EmailAddress.RULE + ", for every ticket of the account carries it; correct it");
        }
        return email;
    }

    private Optional<String> hash(String attribute) {
        Optional<String> hash = value(attribute);
        if (hash.filter(text -> !SlowHash.isHash(text)).isPresent()) {
            throw wrong(attribute, "must be a bcrypt hash ($2a$…); make one with ticketbridge account add");
        }
        return hash;
    }

    private boolean flag(String attribute) {
        return switch (value(attribute).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(attribute, "must be true or false");
        };
    }

    private static Set<String> split(String text) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return Set.copyOf(parts);
    }

    private ConfigurationException wrong(String attribute, String why) {
        return new ConfigurationException(file + ": " + key(user, attribute) + " " + why + ".");
    }
}
