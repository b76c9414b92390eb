package io.ticketbridge.ledger;

import java.util.Optional;
import java.util.function.Function;

/** Keeps the current refresh token of an upstream, so that a rotated one survives a crash. */
public final class TokenVault {

    /**
     * @param generation counts refreshes; a higher one is newer
     * @param configuredFingerprint of the configured token this one descends from: a changed configured token wins
     */
    public record StoredToken(String refreshToken, long generation, String configuredFingerprint) {}

    public Optional<StoredToken> load(Upstream upstream) {
        throw new AssertionError("skeleton");
    }

    /**
     * Runs one refresh under the ledger's lock for this upstream, across instances, and saves what it returns before
     * anyone can use it. The function gets what is stored now.
     */
    public StoredToken refresh(Upstream upstream, Function<Optional<StoredToken>, StoredToken> refresh) {
        throw new AssertionError("skeleton");
    }
}
