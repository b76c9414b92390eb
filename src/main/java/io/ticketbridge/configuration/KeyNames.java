package io.ticketbridge.configuration;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds keys by the names people give them. */
final class KeyNames {

    private static final Map<String, Key<?>> BY_NAME =
            Keys.all().stream().collect(Collectors.toUnmodifiableMap(Key::fullName, Function.identity()));
    private static final Map<String, Key<?>> BY_ENVIRONMENT =
            Keys.all().stream().collect(Collectors.toUnmodifiableMap(Key::environmentName, Function.identity()));

    private KeyNames() {}

    static Optional<Key<?>> find(String fullName) {
        return Optional.ofNullable(BY_NAME.get(fullName));
    }

    static Optional<Key<?>> findByEnvironment(String variable) {
        return Optional.ofNullable(BY_ENVIRONMENT.get(variable));
    }

    static String nearest(String fullName) {
        return nearest(BY_NAME.keySet(), fullName);
    }

    static String nearestEnvironment(String variable) {
        return nearest(BY_ENVIRONMENT.keySet(), variable);
    }

    private static String nearest(Iterable<String> names, String name) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        Comparator<String> nearer = Comparator.comparingInt(candidate -> distance.apply(candidate, name));
        String best = null;
        for (String candidate : names) {
            if (best == null || nearer.thenComparing(Comparator.naturalOrder()).compare(candidate, best) < 0) {
                best = candidate;
            }
        }
        return best;
    }
}
