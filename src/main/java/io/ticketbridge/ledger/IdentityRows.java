package io.ticketbridge.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code identity}, whose primary key decides which submissions mean the same ticket. */
final class IdentityRows {

    /** A longer text does not fit PostgreSQL's index and is kept as its hash. */
    private static final int LONGEST = 300;

    private static final String INSERT = "INSERT INTO identity (value, kind, application, upstream, key, caller_name)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String FIND =
            "SELECT key FROM identity WHERE value = ? AND kind = ? AND application = ? AND upstream = ?";

    private IdentityRows() {}

    /**
     * Binds every identity that is still free to the key.
     *
     * @return the keys that already hold the others; empty = all are bound to this key now
     */
    static Set<String> bind(Sql sql, Submission submission, String key) throws SQLException {
        Set<String> holders = new TreeSet<>();
        for (Identity identity : inStableOrder(submission.identities())) {
            String value = stored(identity.value());
            String kind = identity.kind().label();
            String application = stored(submission.application());
            String upstream = submission.upstream().label();
            int bound = sql.update(INSERT, value, kind, application, upstream, key, callerName(submission, identity));
            if (bound == 0) {
                holders.add(sql.first(FIND, row -> row.getString(1), value, kind, application, upstream)
                        .orElseThrow());
            }
        }
        holders.remove(key);
        return holders;
    }

    /** Two processes that bind the same identities then never wait for each other in a circle. */
    private static List<Identity> inStableOrder(List<Identity> identities) {
        return identities.stream()
                .distinct()
                .sorted(Comparator.comparing(Identity::kind).thenComparing(Identity::value))
                .toList();
    }

    /** Moves what {@link #bind} bound to a key that came to nothing. */
    static void rebind(Sql sql, String from, String to) throws SQLException {
        sql.update("UPDATE identity SET key = ? WHERE key = ?", to, from);
    }

    static void release(Sql sql, String key) throws SQLException {
        sql.update("DELETE FROM identity WHERE key = ?", key);
    }

    static List<Identity> of(Sql sql, String key) throws SQLException {
        return sql.all(
                "SELECT kind, value FROM identity WHERE key = ? ORDER BY kind, value",
                row -> new Identity(Identity.Kind.ofLabel(row.getString(1)), row.getString(2)),
                key);
    }

    /** Keys of intents whose identity a caller would write like this. */
    static List<String> keysNamed(Sql sql, String name) throws SQLException {
        return sql.all(
                "SELECT key FROM identity WHERE value = ? UNION SELECT key FROM identity WHERE caller_name = ?",
                row -> row.getString(1),
                stored(name),
                stored(name));
    }

    /** The value without the account that scopes it, for lookups by people; null when nothing scopes it. */
    private static String callerName(Submission submission, Identity identity) {
        String account = submission.account().orElse("");
        String value = identity.value();
        boolean scoped = !account.isEmpty()
                && identity.kind() == Identity.Kind.REST
                && value.startsWith(account)
                && value.length() > account.length() + 1;
        return scoped ? stored(value.substring(account.length() + 1)) : null;
    }

    /** The value as the table holds it. */
    static String stored(String value) {
        return value.length() <= LONGEST ? value : "sha256:" + sha256(value);
    }

    private static String sha256(String value) {
        try {
            byte[] bytes = StorableText.of(value).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
