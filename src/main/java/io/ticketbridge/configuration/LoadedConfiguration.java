package io.ticketbridge.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a load found, right or wrong. Immutable.
 *
 * @param texts the values of all keys that are no secrets, by full name, as they count
 * @param warnings one sentence each; nothing is wrong, but somebody may have meant something else
 */
public final class LoadedConfiguration {

    private final ResolvedSettings settings;
    private final List<Effective> effective;
    private final Map<String, String> texts;
    private final List<String> problems;
    private final List<String> warnings;

    LoadedConfiguration(
            ResolvedSettings settings,
            List<Effective> effective,
            Map<String, String> texts,
            List<String> problems,
            List<String> warnings) {
        this.settings = settings;
        this.effective = List.copyOf(effective);
        this.texts = Map.copyOf(texts);
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * The settings, when nothing is wrong with them.
     *
     * @throws ConfigurationException with the first problem
     */
    public Settings settings() {
        if (problems.isEmpty()) {
            return settings;
        }
        String more = problems.size() == 1 ? "" : " (One of " + problems.size() + " problems; check lists them all.)";
        throw new ConfigurationException(problems.get(0) + more);
    }

    /**
     * The settings for delivery to the live upstream.
     *
     * @throws ConfigurationException with the first problem, a missing credential included
     */
    public Settings liveSettings() {
        Settings usable = settings();
        LiveCredentials.problems(usable).stream().findFirst().ifPresent(problem -> {
            throw new ConfigurationException(problem);
        });
        return usable;
    }

    /** The values that are right; asking for another one throws a {@link ConfigurationException}. */
    public Settings asFarAsRight() {
        return settings;
    }

    /** All that is wrong, one sentence each; with {@code live} also what delivery to the live upstream lacks. */
    public List<String> problems(boolean live) {
        if (!live) {
            return problems;
        }
        List<String> all = new ArrayList<>(problems);
        all.addAll(LiveCredentials.problems(settings));
        return List.copyOf(all);
    }

    public List<String> warnings() {
        return warnings;
    }

    /** Every key in the order of {@link Keys#all()}, as it counts. */
    public List<Effective> effective() {
        return effective;
    }

    /**
     * All set keys by their full names, for {@code {{ticketbridge.…}}} placeholders in routes; secret keys are left
     * out, and URLs are whole. Camel must not look into the environment for them again: there it would beat
     * {@code --set}.
     */
    public Map<String, String> asCamelProperties() {
        return texts;
    }
}
