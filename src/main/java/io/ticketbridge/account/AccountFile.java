package io.ticketbridge.account;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Adds accounts to the accounts file. What stands in the file stays as it is; the new file replaces the old one in one
 * step and only its owner can read it. A running bridge takes it up within a second or two.
 */
public final class AccountFile {

    private static final int KEY_BYTES = 24;

    private final Path file;

    public AccountFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** @param applications the application ids it may send for; empty = every application the mapping knows */
    public record NewAccount(
            String user, String name, String email, Optional<String> phone, List<String> applications) {}

    /** A new API key of 192 random bits. */
    public static String newApiKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Adds one account.
     *
     * @param apiKey works in the password's place; only its hash is kept, so whoever made it must tell it now
     * @throws ConfigurationException when the user exists, a value cannot be kept, or the file is unusable
     */
    public void add(NewAccount account, String password, String apiKey) {
        check(account, password, apiKey);
        AccountLines lines = new AccountLines(account.user());
        lines.add("password", SlowHash.of(password));
        lines.add("api-key", SlowHash.of(apiKey));
        lines.add("name", account.name());
        lines.add("email", account.email());
        account.phone().ifPresent(phone -> lines.add("phone", phone));
        if (!account.applications().isEmpty()) {
            lines.add("applications", String.join(",", account.applications()));
        }
        write(lines.text());
    }

    private void check(NewAccount account, String password, String apiKey) {
        String user = account.user();
        if (user.isBlank() || user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    "The user name must not be empty and must hold no colon and no control character.");
        }
        if (password.isEmpty() || apiKey.isEmpty()) {
            throw new ConfigurationException("Password and API key must not be empty.");
        }
        if (Files.exists(file) && Accounts.load(file).find(user).isPresent()) {
            throw new ConfigurationException(
                    file + " has a user " + user + " already; remove its lines first, or take another name.");
        }
    }

    private void write(String added) {
        try {
            Files.createDirectories(file.getParent());
            String old = Files.exists(file) ? Files.readString(file) : AccountLines.HEADING;
            String glue = old.isEmpty() || old.endsWith("\n") ? "" : "\n";
            replace(old + glue + added);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be written: " + e.getMessage() + ".");
        }
    }

    private void replace(String text) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), ".accounts", ".new");
        try {
            ownerOnly(fresh);
            Files.writeString(fresh, text);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void ownerOnly(Path fresh) {
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
