package io.ticketbridge.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where values come from. What was set on the command line beats the environment, which beats the file, which beats the
 * defaults.
 *
 * @param folder holds {@code application.properties}, which may be absent; empty = no folder at all
 * @param environment all variables of the process
 * @param sets {@code KEY=VALUE} of the command line, with or without the prefix {@code ticketbridge.}; the last one of
 *     a key counts
 */
public record ConfigurationSources(Optional<Path> folder, Map<String, String> environment, List<String> sets) {

    public static final String FILE_NAME = "application.properties";

    public ConfigurationSources {
        environment = Map.copyOf(environment);
        sets = List.copyOf(sets);
    }

    /** The defaults and these settings alone, whatever the environment says. */
    public static ConfigurationSources of(String... sets) {
        return new ConfigurationSources(Optional.empty(), Map.of(), List.of(sets));
    }
}
