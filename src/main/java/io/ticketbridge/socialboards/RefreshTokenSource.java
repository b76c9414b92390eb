package io.ticketbridge.socialboards;

import io.ticketbridge.ledger.TokenVault;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Access tokens from the refresh-token grant. One refresh at a time for all threads; the others go on with a token that
 * still counts, or wait for the refresh and share what it brought, be it a token or a fault.
 *
 * <p>A refusal is remembered for 30 seconds, or until other credentials are configured; any other fault for 2 seconds.
 */
public final class RefreshTokenSource implements TokenSource, AutoCloseable {

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Supplier<TokenCredentials> credentials;
    private final TokenEndpoint endpoint;
    private final TokenRotation rotation;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();

    private volatile Optional<AccessToken> current = Optional.empty();
    private volatile Optional<Fault> fault = Optional.empty();

    private record Fault(TokenUnavailableException exception, String fingerprint, Instant since, Instant until) {

        boolean holds(String configured, Instant now) {
            return !now.isBefore(since) && now.isBefore(until) && fingerprint.equals(configured);
        }

        /** A fresh exception: one that many threads throw would tell the wrong stack. */
        TokenUnavailableException again() {
            return new TokenUnavailableException(exception.getMessage(), exception.isRefused(), exception);
        }
    }

    /**
     * @param url of the token endpoint, of the wire client's origin
     * @param wire with {@link WireSettings#FORM}; its deadline bounds a refresh
     * @param credentials as configured now; asked before each refresh
     */
    public RefreshTokenSource(
            TokenVault vault,
            Upstream upstream,
            URI url,
            WireClient wire,
            Supplier<TokenCredentials> credentials,
            Clock clock) {
        this(refresh -> vault.refresh(upstream, refresh), url, wire, credentials, clock);
    }

    RefreshTokenSource(TokenKeep keep, URI url, WireClient wire, Supplier<TokenCredentials> credentials, Clock clock) {
        this.endpoint = new TokenEndpoint(url, wire);
        this.rotation = new TokenRotation(keep, endpoint);
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public BearerToken current() {
        Instant now = clock.instant();
        Optional<AccessToken> seen = current;
        if (seen.isPresent() && seen.get().isFresh(now)) {
            return seen.get().bearer();
        }
        boolean usable = seen.isPresent() && seen.get().isUsable(now);
        if (usable && !refreshing.tryLock()) {
            return seen.get().bearer();
        } else if (!usable) {
            refreshing.lock();
        }
        try {
            return refreshUnlessDone();
        } finally {
            refreshing.unlock();
        }
    }

    @Override
    public void refused(long generation) {
        refreshing.lock();
        try {
            current = current.filter(token -> token.generation() != generation);
        } finally {
            refreshing.unlock();
        }
    }

    private BearerToken refreshUnlessDone() {
        Instant now = clock.instant();
        if (current.isPresent() && current.get().isFresh(now)) {
            return current.get().bearer();
        }
        TokenCredentials configured = credentials.get();
        Optional<Fault> recent = fault.filter(each -> each.holds(configured.fingerprint(), now));
        if (recent.isPresent()) {
            return stillUsable(now).orElseThrow(recent.get()::again);
        }
        try {
            AccessToken fresh = rotation.refresh(configured, now);
            current = Optional.of(fresh);
            fault = Optional.empty();
            return fresh.bearer();
        } catch (TokenUnavailableException e) {
            return afterFault(e, configured, now);
        }
    }

    private BearerToken afterFault(TokenUnavailableException e, TokenCredentials configured, Instant now) {
        Duration quiet = e.isRefused() ? AFTER_REFUSAL : AFTER_FAULT;
        Instant failedAt = clock.instant();
        fault = Optional.of(new Fault(e, configured.fingerprint(), failedAt, failedAt.plus(quiet)));
        return stillUsable(now).orElseThrow(() -> e);
    }

    private Optional<BearerToken> stillUsable(Instant now) {
        return current.filter(token -> token.isUsable(now)).map(AccessToken::bearer);
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
    }
}
