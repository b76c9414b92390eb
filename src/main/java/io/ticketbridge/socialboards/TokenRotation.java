package io.ticketbridge.socialboards;

import io.ticketbridge.ledger.TokenVault.StoredToken;
import java.time.Instant;
import java.util.Optional;

/**
 * One refresh after the other: takes the right refresh token, and has the rotated one saved before the access token is
 * used. Not thread-safe.
 */
final class TokenRotation {

    private final TokenKeep keep;
    private final TokenEndpoint endpoint;

    /** Of an answer that could not be saved: the endpoint may take no other token any more. */
    private Optional<StoredToken> unsaved = Optional.empty();

    TokenRotation(TokenKeep keep, TokenEndpoint endpoint) {
        this.keep = keep;
        this.endpoint = endpoint;
    }

    /** @throws TokenUnavailableException without a token, also when the ledger could not save what came */
    AccessToken refresh(TokenCredentials credentials, Instant now) {
        Refresh refresh = new Refresh(credentials);
        StoredToken saved = save(refresh);
        unsaved = Optional.empty();
        TokenGrant grant = refresh.granted.orElseThrow(
                () -> new IllegalStateException("the token vault returned without a refresh"));
        return new AccessToken(
                grant.accessToken(),
                saved.generation(),
                credentials.fingerprint(),
                now.plus(grant.lifetime()).minus(grant.margin()),
                now.plus(grant.lifetime()));
    }

    private StoredToken save(Refresh refresh) {
        try {
            return keep.refresh(refresh::run);
        } catch (TokenUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TokenUnavailableException("the refreshed token could not be saved in the ledger", false, e);
        }
    }

    private final class Refresh {

        private final TokenCredentials credentials;
        private Optional<TokenGrant> granted = Optional.empty();

        Refresh(TokenCredentials credentials) {
            this.credentials = credentials;
        }

        StoredToken run(Optional<StoredToken> stored) {
            String fingerprint = credentials.fingerprint();
            Optional<StoredToken> newest = unsaved.filter(token -> generation(stored) < token.generation())
                    .or(() -> stored)
                    .filter(token -> token.configuredFingerprint().equals(fingerprint));
            String refreshToken = newest.map(StoredToken::refreshToken).orElse(credentials.refreshToken());
            TokenGrant grant = endpoint.refresh(credentials.clientId(), refreshToken);
            granted = Optional.of(grant);
            long generation = Math.max(generation(stored), generation(unsaved)) + 1;
            StoredToken next = new StoredToken(grant.refreshToken().orElse(refreshToken), generation, fingerprint);
            unsaved = Optional.of(next);
            return next;
        }

        private static long generation(Optional<StoredToken> token) {
            return token.map(StoredToken::generation).orElse(0L);
        }
    }
}
