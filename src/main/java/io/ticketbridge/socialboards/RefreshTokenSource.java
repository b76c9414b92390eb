package io.ticketbridge.socialboards;

import io.ticketbridge.ledger.LedgerUnavailableException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens from the refresh-token grant. One refresh at a time for all threads; the others go on with a token that
 * still counts, or wait for the refresh and share what it brought, be it a token or a fault.
 *
 * <p>A refusal is remembered for 30 seconds, or until other credentials are configured; any other fault for 2 seconds.
 * What the ledger could not save is kept in memory and saved by a later call, or by {@link #close()}.
 */
public final class RefreshTokenSource implements TokenSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenSource.class);
    private static final String NO_CREDENTIALS = "";
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Supplier<TokenCredentials> credentials;
    private final TokenEndpoint endpoint;
    private final TokenRotation rotation;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();

    private volatile Optional<AccessToken> current = Optional.empty();
    private volatile Optional<Fault> fault = Optional.empty();

    /** @param fingerprint of the configured token that was tried */
    private record Fault(RuntimeException exception, String fingerprint, Instant since) {

        boolean holds(String configured, Instant now) {
            Instant until = since.plus(isRefusal() ? AFTER_REFUSAL : AFTER_FAULT);
            return !now.isBefore(since) && now.isBefore(until) && fingerprint.equals(configured);
        }

        /** A fresh exception: one that many threads throw would tell the wrong stack. */
        RuntimeException again() {
            return exception instanceof TokenUnavailableException token
                    ? new TokenUnavailableException(token.getMessage(), token.isRefused(), token)
                    : new LedgerUnavailableException(exception.getMessage(), exception);
        }

        boolean isRefusal() {
            return exception instanceof TokenUnavailableException token && token.isRefused();
        }
    }

    /**
     * @param url of the token endpoint, of the wire client's origin
     * @param wire with {@link WireSettings#FORM}; its deadline bounds a refresh
     * @param credentials as configured now; asked before each refresh, and may throw {@link TokenUnavailableException}
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

    @Override
    public boolean hasUntriedCredentials() {
        Optional<Fault> refusal = fault.filter(Fault::isRefusal);
        try {
            return refusal.isPresent()
                    && !refusal.get().fingerprint().equals(credentials.get().fingerprint());
        } catch (TokenUnavailableException stillNone) {
            return false;
        }
    }

    private BearerToken refreshUnlessDone() {
        Instant now = clock.instant();
        if (current.isPresent() && current.get().isFresh(now)) {
            return current.get().bearer();
        }
        TokenCredentials configured;
        try {
            configured = credentials.get();
        } catch (TokenUnavailableException e) {
            return afterFault(e, NO_CREDENTIALS, now);
        }
        Optional<Fault> recent = fault.filter(each -> each.holds(configured.fingerprint(), now));
        if (recent.isPresent()) {
            return stillUsable(now).orElseThrow(recent.get()::again);
        }
        try {
            AccessToken fresh = rotation.refresh(configured, now);
            current = Optional.of(fresh);
            fault = Optional.empty();
            return fresh.bearer();
        } catch (TokenUnavailableException | LedgerUnavailableException e) {
            return afterFault(e, configured.fingerprint(), now);
        }
    }

    private BearerToken afterFault(RuntimeException e, String fingerprint, Instant now) {
        fault = Optional.of(new Fault(e, fingerprint, clock.instant()));
        return stillUsable(now).orElseThrow(() -> e);
    }

    private Optional<BearerToken> stillUsable(Instant now) {
        return current.filter(token -> token.isUsable(now)).map(AccessToken::bearer);
    }

    /** Tries once more to save a refresh token that the ledger did not take. */
    @Override
    public void close() throws IOException {
        refreshing.lock();
        try (endpoint) {
            rotation.saveAgain();
        } catch (LedgerUnavailableException e) {
            LOG.error(
                    "The refresh token that the upstream gave last could not be saved and is lost; if the next start"
                            + " says invalid_grant, set a new ticketbridge.socialboards.refresh-token. {}",
                    e.getMessage());
        } finally {
            refreshing.unlock();
        }
    }
}
