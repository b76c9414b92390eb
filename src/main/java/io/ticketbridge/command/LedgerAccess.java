package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Reads the ledger beside whatever engine runs. */
final class LedgerAccess {

    private static final String SQLITE = "jdbc:sqlite:";

    private LedgerAccess() {}

    /** What the reading gives; empty = there is no ledger yet, and none was made. */
    static <T> Optional<T> read(Settings settings, Function<Ledger, T> reading) {
        String url = settings.get(Keys.LEDGER_URL);
        if (url.startsWith(SQLITE) && Files.notExists(Path.of(url.substring(SQLITE.length())))) {
            return Optional.empty();
        }
        Ledger.Location location = new Ledger.Location(
                url, settings.find(Keys.LEDGER_USER), password(settings), settings.get(Keys.DATA_DIR));
        try (Ledger ledger = Ledger.open(location, Clock.systemUTC())) {
            return Optional.of(reading.apply(ledger));
        }
    }

    private static Optional<String> password(Settings settings) {
        return settings.find(Keys.LEDGER_PASSWORD_FILE).map(file -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new UnusableException(
                        Keys.LEDGER_PASSWORD_FILE.fullName() + " names " + file + ", which cannot be read as text.", e);
            }
        });
    }
}
