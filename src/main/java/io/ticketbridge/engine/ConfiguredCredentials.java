package io.ticketbridge.engine;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.socialboards.TokenCredentials;
import io.ticketbridge.socialboards.TokenUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The configured credentials of the live upstream as they stand now: a token file may be replaced while the engine
 * runs.
 */
final class ConfiguredCredentials implements Supplier<TokenCredentials> {

    private final Settings settings;

    ConfiguredCredentials(Settings settings) {
        this.settings = settings;
    }

    /** @throws TokenUnavailableException when the file that holds the token cannot be read or is empty */
    @Override
    public TokenCredentials get() {
        String token = settings.find(Keys.SOCIALBOARDS_REFRESH_TOKEN)
                .orElseGet(() -> read(settings.get(Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE)));
        return new TokenCredentials(settings.get(Keys.SOCIALBOARDS_CLIENT_ID), token);
    }

    private static String read(Path file) {
        try {
            String token = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (!token.isEmpty()) {
                return token;
            }
        } catch (IOException e) {
            throw none(file, "cannot be read; name a file that holds the refresh token");
        }
        throw none(file, "is empty; put the refresh token there");
    }

    /** Counts as a refusal, because only a person can mend it. */
    private static TokenUnavailableException none(Path file, String why) {
        return new TokenUnavailableException(
                Keys.SOCIALBOARDS_REFRESH_TOKEN_FILE.fullName() + ": " + file + " " + why, true, null);
    }
}
