package io.ticketbridge.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the current refresh token of an upstream, so that a rotated one survives a crash. Thread-safe. */
public final class TokenVault {

    private final Dialect dialect;
    private final GroupCommit writes;
    private final ReadPool reads;

    TokenVault(Dialect dialect, GroupCommit writes, ReadPool reads) {
        this.dialect = dialect;
        this.writes = writes;
        this.reads = reads;
    }

    /**
     * @param generation counts refreshes; a higher one is newer
     * @param configuredFingerprint of the configured token this one descends from: a changed configured token wins
     */
    public record StoredToken(String refreshToken, long generation, String configuredFingerprint) {

        /** Without the token. */
        @Override
        public String toString() {
            return "StoredToken[generation=" + generation + "]";
        }
    }

    public Optional<StoredToken> load(Upstream upstream) {
        return reads.read(sql -> find(sql, upstream));
    }

    private static Optional<StoredToken> find(Sql sql, Upstream upstream) throws SQLException {
        return sql.first(
                "SELECT refresh_token, generation, configured_fingerprint FROM token WHERE upstream = ?",
                row -> new StoredToken(row.getString(1), row.getLong(2), row.getString(3)),
                upstream.label());
    }

    /**
     * Runs one refresh under the ledger's lock for this upstream, across instances, and saves what it returns before
     * anyone can use it. The function gets what is stored now; what it throws goes to the caller, and nothing is saved.
     * Other writes go on meanwhile.
     */
    public StoredToken refresh(Upstream upstream, Function<Optional<StoredToken>, StoredToken> refresh) {
        return dialect.alone("token-" + upstream.label(), () -> {
            StoredToken fresh = refresh.apply(load(upstream));
            return writes.commit(transaction -> {
                transaction
                        .sql()
                        .update(
                                "INSERT INTO token (upstream, refresh_token, generation, configured_fingerprint)"
                                        + " VALUES (?, ?, ?, ?) ON CONFLICT (upstream) DO UPDATE SET"
                                        + " refresh_token = excluded.refresh_token, generation = excluded.generation,"
                                        + " configured_fingerprint = excluded.configured_fingerprint",
                                upstream.label(),
                                fresh.refreshToken(),
                                fresh.generation(),
                                fresh.configuredFingerprint());
                return fresh;
            });
        });
    }
}
