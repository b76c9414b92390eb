package io.ticketbridge.account;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One reading of the accounts file. Immutable, thread-safe. */
public final class Accounts {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, Account> byUser;
    private final String hashOfNobody;

    private Accounts(Map<String, Account> byUser) {
        this.byUser = Map.copyOf(byUser);
        this.hashOfNobody = SlowHash.ofNobody(highestCost(byUser.values()));
    }

    /** No account at all: every caller is refused. */
    static Accounts none() {
        return new Accounts(Map.of());
    }

    /**
     * Reads {@code user.NAME.password}, {@code .api-key} (both bcrypt), {@code .name}, {@code .email}, {@code .phone},
     * {@code .applications} (comma list) and {@code .may-set-creator}; UTF-8. NAME may hold dots.
     *
     * @throws ConfigurationException naming file and key
     */
    public static Accounts load(Path file) {
        Map<String, AccountEntry> entries = new TreeMap<>();
        read(file).forEach((key, value) -> {
            String name = (String) key;
            String user = AccountEntry.userOf(name)
                    .orElseThrow(() -> new ConfigurationException(
                            file + ": " + name + " is no key of an account; write user.NAME.password and the like."));
            entries.computeIfAbsent(user, one -> new AccountEntry(file, one)).put(name, (String) value);
        });
        Map<String, Account> accounts = new HashMap<>();
        entries.forEach((user, entry) -> accounts.put(user, entry.toAccount()));
        return new Accounts(accounts);
    }

    public Optional<Account> find(String user) {
        return Optional.ofNullable(byUser.get(user));
    }

    public int size() {
        return byUser.size();
    }

    /** What the credentials of an unknown user are checked against, so that they take as long as a known one's. */
    String hashOfNobody() {
        return hashOfNobody;
    }

    private static Properties read(Path file) {
        Properties once = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    throw new ConfigurationException(file + ": " + key + " is there twice; keep one of them.");
                }
                return super.put(key, value);
            }
        };
        try {
            String text = Files.readString(file);
            once.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
            return once;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    file + " cannot be read as an accounts file (UTF-8 properties): " + e.getMessage() + ".");
        }
    }

    private static int highestCost(Collection<Account> accounts) {
        return accounts.stream()
                .flatMap(account -> Stream.concat(Stream.of(account.passwordHash()), account.apiKeyHash().stream()))
                .mapToInt(SlowHash::cost)
                .max()
                .orElse(SlowHash.COST);
    }
}
