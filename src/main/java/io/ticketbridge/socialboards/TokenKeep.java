package io.ticketbridge.socialboards;

import io.ticketbridge.ledger.TokenVault.StoredToken;
import java.util.Optional;
import java.util.function.Function;

/** {@link io.ticketbridge.ledger.TokenVault} for one upstream: runs one refresh, and saves before it returns. */
@FunctionalInterface
interface TokenKeep {
    StoredToken refresh(Function<Optional<StoredToken>, StoredToken> refresh);
}
