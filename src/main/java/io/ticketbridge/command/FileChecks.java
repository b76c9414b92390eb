package io.ticketbridge.command;

import io.ticketbridge.account.Accounts;
import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.RoutesFolder;
import io.ticketbridge.mapping.Mapping;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the files that the configuration names, as a start would. */
final class FileChecks {

    private FileChecks() {}

    /** Says on {@code out} what they hold. @return what is wrong with them, one sentence each */
    static List<String> problems(Settings settings, Path routes, PrintWriter out) {
        return Stream.of(
                        problem(settings.find(Keys.ACCOUNTS_FILE), out, FileChecks::accounts),
                        problem(settings.find(Keys.MAPPING_FILE), out, FileChecks::mapping),
                        problem(Optional.of(routes), out, FileChecks::routes))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> problem(Optional<Path> file, PrintWriter out, Function<Path, String> reading) {
        try {
            file.map(reading).ifPresent(out::println);
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String accounts(Path file) {
        int accounts = Files.exists(file) ? Accounts.load(file).size() : 0;
        return accounts == 0
                ? "accounts: none in " + file + ", so the REST door refuses everyone; add one with account add"
                : "accounts: " + accounts + " in " + file;
    }

    private static String mapping(Path file) {
        return "mapping: " + file + ", fingerprint " + Mapping.load(file).fingerprint();
    }

    private static String routes(Path folder) {
        return "routes: " + String.join(", ", RoutesFolder.names(folder)) + " in " + folder;
    }
}
