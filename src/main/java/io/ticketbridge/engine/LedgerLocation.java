package io.ticketbridge.engine;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the configuration says the ledger is. */
public final class LedgerLocation {

    private LedgerLocation() {}

    /** @throws ConfigurationException when the password file cannot be read */
    public static Ledger.Location of(Settings settings) {
        return new Ledger.Location(
                settings.get(Keys.LEDGER_URL),
                settings.find(Keys.LEDGER_USER),
                settings.find(Keys.LEDGER_PASSWORD_FILE).map(LedgerLocation::password),
                settings.get(Keys.DATA_DIR));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ConfigurationException(Keys.LEDGER_PASSWORD_FILE.fullName() + ": " + file
                    + " cannot be read; name a file that holds the password.");
        }
    }
}
