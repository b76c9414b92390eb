package io.ticketbridge.command;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.engine.LedgerLocation;
import io.ticketbridge.ledger.Ledger;
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
        try (Ledger ledger = Ledger.open(LedgerLocation.of(settings), Clock.systemUTC())) {
            return Optional.of(reading.apply(ledger));
        }
    }
}
