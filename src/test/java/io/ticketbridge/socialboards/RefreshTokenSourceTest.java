package io.ticketbridge.socialboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.LedgerUnavailableException;
import io.ticketbridge.ledger.TokenVault.StoredToken;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.socialboards.TokenSource.BearerToken;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenSourceTest {

    private static final String REFUSED =
            "{\"error\":\"invalid_grant\",\"error_description\":\"configured-1 is gone\"}";
    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicReference<TokenCredentials> configured =
            new AtomicReference<>(new TokenCredentials("client 1&2", "configured-1"));

    @TempDir
    private Path folder;

    private Ledger ledger;
    private StandInServer server;
    private RefreshTokenSource tokens;

    @BeforeEach
    void start() throws Exception {
        server = new StandInServer();
        ledger = Ledger.open(
                new Ledger.Location(
                        "jdbc:sqlite:" + folder.resolve("ledger.db"), Optional.empty(), Optional.empty(), folder),
                Clock.systemUTC());
        tokens = new RefreshTokenSource(
                ledger.tokenVault(), Upstream.LIVE, server.url("/token"), wire(), configured::get, clock);
    }

    @AfterEach
    void stop() throws Exception {
        tokens.close();
        server.close();
        ledger.close();
    }

    @Test
    void refreshesOnceAndThenKeepsTheToken() {
        server.next(granted("access-1", 3599, null));

        BearerToken token = tokens.current();

        assertThat(token).isEqualTo(new BearerToken("access-1", 1));
        assertThat(tokens.current()).isEqualTo(token);
        assertThat(form(0))
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token", "refresh_token=configured-1", "client_id=client 1&2");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void renewsATenthOfItsLifeBeforeTheEnd() {
        server.next(granted("access-1", 3600, null), granted("access-2", 3600, null));
        tokens.current();

        clock.pass(Duration.ofSeconds(3239));
        assertThat(tokens.current().value()).isEqualTo("access-1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.current()).isEqualTo(new BearerToken("access-2", 2));
    }

    @Test
    void renewsAShortLivedTokenHalfWay() {
        server.next(granted("access-1", 10, null), granted("access-2", 10, null));
        tokens.current();

        clock.pass(Duration.ofSeconds(4));
        assertThat(tokens.current().value()).isEqualTo("access-1");
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.current().value()).isEqualTo("access-2");
    }

    @Test
    void savesARotatedTokenAndUsesItNextTime() {
        server.next(granted("access-1", 3600, "rotated-1"), granted("access-2", 3600, null));
        tokens.current();
        assertThat(stored().refreshToken()).isEqualTo("rotated-1");

        clock.pass(Duration.ofHours(1));
        tokens.current();

        assertThat(form(1)).contains("refresh_token=rotated-1");
        assertThat(stored().refreshToken()).isEqualTo("rotated-1");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "the ledger fails between the token answer and its save",
            promise = "no token is used that is not saved; the rotated one is kept and saved without a second request")
    void givesNoTokenThatCouldNotBeSavedAndSavesItLaterWithoutASecondRequest() throws Exception {
        AtomicBoolean diskFull = new AtomicBoolean(true);
        savingFailsWhile(diskFull);
        server.next(granted("access-1", 3600, "rotated-1"));
        assertThatThrownBy(() -> tokens.current()).isInstanceOf(LedgerUnavailableException.class);

        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.current()).isInstanceOf(LedgerUnavailableException.class);
        diskFull.set(false);
        clock.pass(Duration.ofSeconds(1));

        assertThat(tokens.current()).isEqualTo(new BearerToken("access-1", 1));
        assertThat(stored().refreshToken()).isEqualTo("rotated-1");
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    void usesTheRotatedTokenThatCouldNotBeSavedWhenItsAccessTokenIsOverMeanwhile() throws Exception {
        AtomicBoolean diskFull = new AtomicBoolean(true);
        savingFailsWhile(diskFull);
        server.next(granted("access-1", 3600, "rotated-1"), granted("access-2", 3600, "rotated-2"));
        assertThatThrownBy(() -> tokens.current()).isInstanceOf(LedgerUnavailableException.class);

        diskFull.set(false);
        clock.pass(Duration.ofHours(1));

        assertThat(tokens.current()).isEqualTo(new BearerToken("access-2", 2));
        assertThat(form(1)).contains("refresh_token=rotated-1");
        assertThat(stored().refreshToken()).isEqualTo("rotated-2");
    }

    @Test
    void savesTheRotatedTokenWhenItCloses() throws Exception {
        AtomicBoolean diskFull = new AtomicBoolean(true);
        savingFailsWhile(diskFull);
        server.next(granted("access-1", 3600, "rotated-1"));
        assertThatThrownBy(() -> tokens.current()).isInstanceOf(LedgerUnavailableException.class);

        diskFull.set(false);
        tokens.close();

        assertThat(stored().refreshToken()).isEqualTo("rotated-1");
    }

    @Test
    void knowsWhenCredentialsWereChangedAfterARefusal() {
        server.next(StandInAnswers.json(400, REFUSED), StandInAnswers.json(400, REFUSED));
        failure();
        assertThat(tokens.hasUntriedCredentials()).isFalse();

        configured.set(new TokenCredentials("client", "configured-2"));
        assertThat(tokens.hasUntriedCredentials()).isTrue();

        failure();
        assertThat(tokens.hasUntriedCredentials()).isFalse();
    }

    private void savingFailsWhile(AtomicBoolean diskFull) {
        tokens = new RefreshTokenSource(
                refresh -> ledger.tokenVault().refresh(Upstream.LIVE, stored -> {
                    StoredToken next = refresh.apply(stored);
                    if (diskFull.get()) {
                        throw new LedgerUnavailableException("disk full", null);
                    }
                    return next;
                }),
                server.url("/token"),
                wire(),
                configured::get,
                clock);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "a new refresh token is configured",
            promise = "it wins over the stored one")
    void letsAChangedConfiguredTokenWinOverTheStoredOne() {
        server.next(granted("access-1", 3600, "rotated-1"), granted("access-2", 3600, null));
        tokens.current();
        configured.set(new TokenCredentials("client", "configured-2"));

        clock.pass(Duration.ofHours(1));
        tokens.current();

        assertThat(form(1)).contains("refresh_token=configured-2");
    }

    @Test
    @ProvesFault(group = ProvesFault.Group.TOKEN, fault = "fifty threads need a token at once", promise = "one refresh")
    void refreshesOnceForFiftyThreads() throws Exception {
        server.otherwise(granted("access", 3600, null));

        Set<BearerToken> seen = new HashSet<>(fiftyTimes(() -> tokens.current()));

        assertThat(seen).containsExactly(new BearerToken("access", 1));
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    @ProvesFault(group = ProvesFault.Group.TOKEN, fault = "fifty requests get a 401 at once", promise = "one refresh")
    void refreshesOnceWhenFiftyThreadsWereRefused() throws Exception {
        server.otherwise(granted("access", 3600, null));
        long refused = tokens.current().generation();

        Set<BearerToken> seen = new HashSet<>(fiftyTimes(() -> {
            tokens.refused(refused);
            return tokens.current();
        }));

        assertThat(seen).containsExactly(new BearerToken("access", 2));
        assertThat(server.begun()).isEqualTo(2);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "the token endpoint is silent",
            promise = "one call; all are told by its time-out")
    void asksOnceForFiftyThreadsWhenTheEndpointIsSilent() throws Exception {
        server.otherwise(StandInAnswers.stallAfterTheRequest());

        List<TokenUnavailableException> failures = fiftyTimes(this::failure);

        assertThat(failures).hasSize(50).noneMatch(TokenUnavailableException::isRefused);
        assertThat(server.begun()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "invalid_client", "unauthorized_client"})
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "the refresh token is revoked",
            promise = "no storm: the refusal is remembered for thirty seconds")
    void remembersARefusalForThirtySeconds(String error) {
        server.otherwise(StandInAnswers.json(401, "{\"error\":\"" + error + "\"}"));
        assertThat(failure().isRefused()).isTrue();

        clock.pass(Duration.ofSeconds(29));
        assertThat(failure().isRefused()).isTrue();
        assertThat(server.begun()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(failure().isRefused()).isTrue();
        assertThat(server.begun()).isEqualTo(2);
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "the token is corrected after a refusal",
            promise = "it is tried at once")
    void triesAChangedTokenAtOnceAfterARefusal() {
        server.next(StandInAnswers.json(400, REFUSED), granted("access-1", 3600, null));
        failure();

        configured.set(new TokenCredentials("client", "configured-2"));

        assertThat(tokens.current().value()).isEqualTo("access-1");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "the token endpoint is down ahead of expiry",
            promise = "the token that still counts is used on")
    void goesOnWithATokenThatStillCountsWhenItCannotBeRenewed() {
        server.next(granted("access-1", 3600, null)).otherwise(StandInAnswers.json(500, ""));
        tokens.current();

        clock.pass(Duration.ofMinutes(55));
        assertThat(tokens.current().value()).isEqualTo("access-1");
        assertThat(tokens.current().value()).isEqualTo("access-1");
        assertThat(server.begun()).isEqualTo(2);
        clock.pass(Duration.ofMinutes(5));
        assertThat(failure().isRefused()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "null",
                "{}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":7}",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"a\\r\\nX: y\"}",
                "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
                "{\"data\":{\"access_token\":\"a\"},\"errorCode\":-1}"
            })
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "the token endpoint answers garbage",
            promise = "no token is made of it; tried again")
    void takesNoTokenFromGarbage(String body) {
        server.next(StandInAnswers.json(200, body));

        assertThat(failure().isRefused()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 429, 500, 503})
    void takesNoStatusForARefusal(int status) {
        server.next(StandInAnswers.json(status, "{\"error\":\"temporarily_unavailable\"}"));

        assertThat(failure().isRefused()).isFalse();
        assertThat(server.begun()).isEqualTo(1);
    }

    @Test
    void takesALifetimeThatIsTextOrMissing() {
        server.next(StandInAnswers.json(200, "{\"access_token\":\"a\",\"expires_in\":\"3600\"}"));
        tokens.current();
        clock.pass(Duration.ofMinutes(50));
        assertThat(tokens.current().value()).isEqualTo("a");

        server.next(StandInAnswers.json(200, "{\"access_token\":\"b\"}"));
        clock.pass(Duration.ofMinutes(10));
        assertThat(tokens.current().value()).isEqualTo("b");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.TOKEN,
            fault = "any failure of a refresh",
            promise = "no secret is told in a log or an error")
    void tellsNoSecret() {
        server.next(StandInAnswers.json(400, REFUSED));

        TokenUnavailableException failure = failure();

        assertThat(failure).hasMessageContaining("invalid_grant").hasMessageNotContaining("configured-1");
        assertThat(failure.getCause()).isNull();
        assertThat(configured.get().toString()).doesNotContain("configured-1").doesNotContain("client");
    }

    private WireClient wire() {
        return new WireClient(
                new WireSettings(
                        server.url("/"),
                        WireSettings.FORM,
                        Duration.ofMillis(500),
                        DEADLINE,
                        2,
                        WireSettings.TOKEN_ANSWER,
                        "ticketbridge/test"),
                new WireRecorder(Clock.systemUTC()));
    }

    private StoredToken stored() {
        return ledger.tokenVault().load(Upstream.LIVE).orElseThrow();
    }

    private TokenUnavailableException failure() {
        return catchThrowableOfType(TokenUnavailableException.class, () -> tokens.current());
    }

    private List<String> form(int request) {
        String body = new String(server.requests().get(request).body(), StandardCharsets.US_ASCII);
        return List.of(body.split("&")).stream()
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .toList();
    }

    private static StandInServer.Behaviour granted(String accessToken, int expiresIn, String refreshToken) {
        String next = refreshToken == null ? "null" : "\"" + refreshToken + "\"";
        return StandInAnswers.json(
                200,
                "{\"access_token\":\"" + accessToken + "\",\"token_type\":\"Bearer\",\"expires_in\":" + expiresIn
                        + ",\"refresh_token\":" + next + ",\"scope\":[]}");
    }

    private static <T> List<T> fiftyTimes(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            CyclicBarrier together = new CyclicBarrier(50);
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                results.add(threads.submit(() -> {
                    together.await();
                    return call.call();
                }));
            }
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        } finally {
            threads.shutdownNow();
        }
    }

    private static final class SettableClock extends Clock {

        private volatile Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
