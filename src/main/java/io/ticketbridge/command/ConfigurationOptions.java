package io.ticketbridge.command;

import io.ticketbridge.configuration.ConfigurationLoader;
import io.ticketbridge.configuration.ConfigurationSources;
import io.ticketbridge.configuration.LoadedConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
final class ConfigurationOptions {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationOptions.class);

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "Folder of application.properties, accounts.properties and mapping.yaml. Default: config, where"
                            + " Ticketbridge is installed.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set one key, such as --set http.port=8090. Beats the environment and the file. Can be repeated.")
    private List<String> sets = List.of();

    /**
     * Everything that was found, right or wrong. Warnings are logged.
     *
     * @param moreSets what the command itself sets, whatever the caller says
     */
    LoadedConfiguration load(String... moreSets) {
        List<String> all = Stream.concat(sets.stream(), Arrays.stream(moreSets)).toList();
        LoadedConfiguration loaded = ConfigurationLoader.load(new ConfigurationSources(folder(), System.getenv(), all));
        loaded.warnings().forEach(LOG::warn);
        return loaded;
    }

    private Optional<Path> folder() {
        return folder.or(() -> Optional.of(Installation.folder("config")).filter(Files::isDirectory));
    }

    /** How to type a command that works on the same ledger: the folders that were named are named again. */
    String commandLine(String command) {
        StringBuilder line = new StringBuilder("./ticketbridge ").append(command);
        folder.ifPresent(named -> line.append(" --config ").append(quoted(named.toString())));
        sets.stream()
                .filter(set -> set.matches("(ticketbridge\\.)?data\\.dir=.*"))
                .forEach(set -> line.append(" --set ").append(quoted(set)));
        return line.toString();
    }

    private static String quoted(String text) {
        return text.matches("[\\w./:=+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
