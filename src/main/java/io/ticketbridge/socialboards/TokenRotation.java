package io.ticketbridge.socialboards;

import io.ticketbridge.ledger.LedgerUnavailableException;
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

    /** An answer that could not be saved yet: the endpoint may take no other refresh token any more. */
    private Optional<Unsaved> unsaved = Optional.empty();

    private record Unsaved(StoredToken token, TokenGrant grant, Instant grantedAt) {

        boolean isFresh(Instant now) {
            return now.isBefore(grantedAt.plus(grant.lifetime()).minus(grant.margin()));
        }
    }

    TokenRotation(TokenKeep keep, TokenEndpoint endpoint) {
        this.keep = keep;
        this.endpoint = endpoint;
    }

    /**
     * @throws TokenUnavailableException without a token
     * @throws LedgerUnavailableException when the ledger could not save what came: it is kept here, and the next call
     *     saves it without asking the endpoint again
     */
    AccessToken refresh(TokenCredentials credentials, Instant now) {
        keep.refresh(new Refresh(credentials, now)::run);
        Unsaved saved =
                unsaved.orElseThrow(() -> new IllegalStateException("the token vault returned without a refresh"));
        unsaved = Optional.empty();
        Instant endsAt = saved.grantedAt().plus(saved.grant().lifetime());
        return new AccessToken(
                saved.grant().accessToken(),
                saved.token().generation(),
                credentials.fingerprint(),
                endsAt.minus(saved.grant().margin()),
                endsAt);
    }

    /** Saves what could not be saved yet, if there is anything. @throws LedgerUnavailableException again */
    void saveAgain() {
        if (unsaved.isPresent()) {
            StoredToken late = unsaved.get().token();
            keep.refresh(stored -> stored.filter(token -> token.generation() >= late.generation())
                    .orElse(late));
            unsaved = Optional.empty();
        }
    }

    private final class Refresh {

        private final TokenCredentials credentials;
        private final Instant now;

        Refresh(TokenCredentials credentials, Instant now) {
            this.credentials = credentials;
            this.now = now;
        }

        StoredToken run(Optional<StoredToken> stored) {
            Optional<Unsaved> inHand = unsaved.filter(
                            each -> generation(stored) < each.token().generation())
                    .filter(each -> isOurs(each.token()));
            if (inHand.filter(each -> each.isFresh(now)).isPresent()) {
                return inHand.get().token();
            }
            Optional<StoredToken> newest = inHand.map(Unsaved::token).or(() -> stored.filter(this::isOurs));
            String refreshToken = newest.map(StoredToken::refreshToken).orElse(credentials.refreshToken());
            TokenGrant grant = endpoint.refresh(credentials.clientId(), refreshToken);
            long generation = Math.max(generation(stored), generation(unsaved.map(Unsaved::token))) + 1;
            StoredToken next =
                    new StoredToken(grant.refreshToken().orElse(refreshToken), generation, credentials.fingerprint());
            unsaved = Optional.of(new Unsaved(next, grant, now));
            return next;
        }

        private boolean isOurs(StoredToken token) {
            return token.configuredFingerprint().equals(credentials.fingerprint());
        }

        private static long generation(Optional<StoredToken> token) {
            return token.map(StoredToken::generation).orElse(0L);
        }
    }
}
