package io.ticketbridge.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Says which account a caller is. A success is remembered for the life of the process, so the slow hash is paid once a
 * secret; an unknown user costs what a known one costs; at most two hashes run at once. Ten failures a minute of one
 * account from one address, or a hundred of one address or one account, and no more hash is paid: the answer is the
 * same, only faster. Callers already remembered are not touched by that. Thread-safe.
 */
public final class Authenticator {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int HASHES_AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final AccountsReloader accounts;
    private final KeyedDigest digest = new KeyedDigest();
    private final FailureLimit perPair;
    private final FailureLimit perAddress;
    private final FailureLimit perUser;
    private final Semaphore hashes = new Semaphore(HASHES_AT_ONCE, true);
    private final Set<String> remembered = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }));

    public Authenticator(AccountsReloader accounts, Clock clock) {
        this.accounts = accounts;
        this.perPair = new FailureLimit(10, WINDOW, clock);
        this.perAddress = new FailureLimit(100, WINDOW, clock);
        this.perUser = new FailureLimit(100, WINDOW, clock);
    }

    /**
     * @param authorization the {@code Authorization} header as it came
     * @param address the caller's address, without its port
     * @throws AuthenticationBusyException when it could not be checked within ten seconds
     */
    public Optional<Account> authenticate(Optional<String> authorization, String address) {
        return authorization
                .flatMap(BasicCredentials::parse)
                .flatMap(credentials -> authenticate(credentials, address));
    }

    private Optional<Account> authenticate(BasicCredentials credentials, String address) {
        Accounts current = accounts.current();
        Optional<Account> account = current.find(credentials.user());
        String success =
                digest.of(credentials.user(), account.map(Authenticator::stored).orElse(""), credentials.secret());
        if (isRemembered(account, success)) {
            return account;
        }
        String user = digest.of(credentials.user(), "", new byte[0]);
        if (perPair.isReached(address + user) || perAddress.isReached(address) || perUser.isReached(user)) {
            return Optional.empty();
        }
        if (matches(account, credentials.secret(), current.hashOfNobody(), success)) {
            perPair.succeeded(address + user);
            return account;
        }
        perPair.failed(address + user);
        perAddress.failed(address);
        perUser.failed(user);
        return Optional.empty();
    }

    private static String stored(Account account) {
        return account.passwordHash() + account.apiKeyHash().orElse("");
    }

    private boolean isRemembered(Optional<Account> account, String success) {
        return account.isPresent() && remembered.contains(success);
    }

    /**
     * Two hashes for every failure, whoever it is: time tells nothing. Of many who bring a new secret at once, one
     * pays.
     */
    private boolean matches(Optional<Account> account, byte[] secret, String nobody, String success) {
        List<String> hashes = List.of(
                account.map(Account::passwordHash).orElse(nobody),
                account.flatMap(Account::apiKeyHash).orElse(nobody));
        takePlace();
        try {
            if (isRemembered(account, success)) {
                return true;
            }
            boolean right = hashes.stream().anyMatch(hash -> SlowHash.matches(secret, hash)) && account.isPresent();
            if (right) {
                remembered.add(success);
            }
            return right;
        } finally {
            this.hashes.release();
        }
    }

    private void takePlace() {
        try {
            if (!hashes.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuthenticationBusyException("Too many logins at once; try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthenticationBusyException("The door is closing; try again.");
        }
    }
}
