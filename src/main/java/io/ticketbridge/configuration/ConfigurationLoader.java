package io.ticketbridge.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resolves the configuration, once: whatever runs afterwards asks {@link Settings} and looks nowhere else. */
public final class ConfigurationLoader {

    private record Setting(String text, Origin origin) {}

    private final ConfigurationSources sources;
    private final Map<String, Setting> settingsByName = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ConfigurationLoader(ConfigurationSources sources) {
        this.sources = sources;
    }

    /** Never throws for what is set: the result tells all that is wrong. */
    public static LoadedConfiguration load(ConfigurationSources sources) {
        ConfigurationLoader loader = new ConfigurationLoader(sources);
        loader.takeDefaults();
        sources.folder().ifPresent(loader::takeFolder);
        new TreeMap<>(sources.environment()).forEach(loader::takeVariable);
        sources.sets().forEach(loader::takeSet);
        return loader.resolve();
    }

    private void takeDefaults() {
        Keys.all().forEach(key -> key.defaultText()
                .ifPresent(text -> settingsByName.put(key.name(), new Setting(text, Origin.DEFAULT))));
    }

    private void takeFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            problems.add("The configuration folder " + folder + " does not exist: name another with --config DIR.");
            return;
        }
        Path file = folder.resolve(ConfigurationSources.FILE_NAME);
        if (!Files.exists(file)) {
            return;
        }
        try {
            Map<String, Integer> seen = new HashMap<>();
            for (PropertiesFile.Entry entry : PropertiesFile.read(file)) {
                Integer before = seen.putIfAbsent(entry.name(), entry.number());
                if (before != null) {
                    problems.add(entry.name() + " is set twice in " + file + ", in lines " + before + " and "
                            + entry.number() + ": remove one.");
                } else {
                    take(entry.name(), entry.value(), Origin.line(file, entry.number()));
                }
            }
        } catch (ConfigurationException e) {
            problems.add(e.getMessage());
        }
    }

    private void takeVariable(String name, String value) {
        if (!name.startsWith("TICKETBRIDGE_")) {
            return;
        }
        Optional<Key<?>> key = KeyNames.findByEnvironment(name);
        if (key.isEmpty()) {
            warnings.add("The environment variable " + name + " is no key and was ignored; the nearest is "
                    + KeyNames.nearestEnvironment(name) + ".");
        } else if (value.isBlank()) {
            warnings.add("The environment variable " + name
                    + " is empty and counts as not set: give it a value, or take it away.");
        } else {
            settingsByName.put(key.get().name(), new Setting(value.strip(), Origin.environment(name)));
        }
    }

    private void takeSet(String set) {
        int equals = set.indexOf('=');
        if (equals < 1) {
            problems.add("--set must be KEY=VALUE, such as --set http.port=8090.");
            return;
        }
        String name = set.substring(0, equals).strip();
        String fullName = name.startsWith(Key.PREFIX) ? name : Key.PREFIX + name;
        if (KeyNames.find(fullName).filter(Key::secret).isPresent()) {
            warnings.add(fullName + " was given with --set, where every user of this machine can read it: use the"
                    + " environment or a -file key.");
        }
        take(fullName, set.substring(equals + 1).strip(), Origin.COMMAND_LINE);
    }

    private void take(String fullName, String text, Origin origin) {
        Optional<Key<?>> key = KeyNames.find(fullName);
        if (key.isPresent()) {
            settingsByName.put(key.get().name(), new Setting(text, origin));
        } else {
            problems.add(fullName + " (" + origin.words() + ") is no key; the nearest is " + KeyNames.nearest(fullName)
                    + ".");
        }
    }

    private LoadedConfiguration resolve() {
        Placeholders placeholders = new Placeholders(sources.folder(), this::textOf);
        Map<String, Object> values = new HashMap<>();
        List<Effective> effective = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        for (Key<?> key : Keys.all()) {
            Setting setting = settingsByName.get(key.name());
            if (setting == null) {
                effective.add(Effective.notSet(key));
                continue;
            }
            String text = placeholders.fill(setting.text());
            try {
                Object value = key.parser().apply(text);
                values.put(key.name(), value);
                text = value instanceof Path ? value.toString() : text;
            } catch (IllegalArgumentException e) {
                problems.add(key.fullName() + " (" + setting.origin().words() + ") " + e.getMessage() + ".");
            }
            effective.add(Effective.of(key, text, setting.origin()));
            if (!key.secret()) {
                texts.put(key.fullName(), text);
            }
        }
        ResolvedSettings settings = new ResolvedSettings(values);
        problems.addAll(CrossChecks.problems(settings, sources.folder()));
        return new LoadedConfiguration(settings, effective, texts, problems, warnings);
    }

    private Optional<String> textOf(Key<?> key) {
        return Optional.ofNullable(settingsByName.get(key.name())).map(Setting::text);
    }
}
