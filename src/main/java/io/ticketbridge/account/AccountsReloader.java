package io.ticketbridge.account;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts in force: looks at the file at most once a second and reads it again when it has changed. A file that
 * has become unusable is reported once and the accounts in force stay. Without a file there is no account. Thread-safe.
 */
public final class AccountsReloader {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsReloader.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private record Seen(boolean exists, FileTime modified, long size) {
        private static final Seen NOTHING = new Seen(false, FileTime.fromMillis(0), 0);
    }

    private final Path file;
    private Accounts accounts;
    private Seen seen;
    private long lookedAt;

    /** @throws ConfigurationException when there is a file and it is unusable */
    public AccountsReloader(Path file) {
        this.file = file;
        this.seen = look();
        this.accounts = read(seen);
        this.lookedAt = System.nanoTime();
        if (accounts.size() == 0) {
            LOG.warn("{} holds no account, so the REST door refuses every caller; see ticketbridge account add.", file);
        }
    }

    public synchronized Accounts current() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            lookedAt = now;
            reloadIfChanged();
        }
        return accounts;
    }

    private void reloadIfChanged() {
        try {
            Seen fresh = look();
            if (!fresh.equals(seen)) {
                seen = fresh;
                accounts = read(fresh);
                LOG.info("{} has changed: {} accounts.", file, accounts.size());
            }
        } catch (ConfigurationException e) {
            LOG.error("The accounts in force stay: {}", e.getMessage());
        }
    }

    private Accounts read(Seen now) {
        return now.exists() ? Accounts.load(file) : Accounts.none();
    }

    private Seen look() {
        try {
            return new Seen(true, Files.getLastModifiedTime(file), Files.size(file));
        } catch (NoSuchFileException e) {
            return Seen.NOTHING;
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
