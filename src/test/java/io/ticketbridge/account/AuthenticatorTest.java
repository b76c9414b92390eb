package io.ticketbridge.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticatorTest {

    private static final String LONG = "ø".repeat(60);

    @TempDir
    Path folder;

    private Path file;
    private Authenticator authenticator;

    @BeforeEach
    void writeAccounts() throws IOException {
        file = folder.resolve("accounts.properties");
        Files.writeString(
                file,
                "user.kari.password=" + hash("blåbær:syltetøy") + "\nuser.kari.api-key=" + hash("key-1")
                        + "\nuser.ola.password=" + hash(LONG));
        authenticator = new Authenticator(new AccountsReloader(file), Clock.systemUTC());
    }

    @Test
    void takesThePasswordOrTheApiKeyInItsPlace() {
        assertThat(login("Basic", "kari:blåbær:syltetøy", UTF_8)).contains("kari");
        assertThat(login("bAsIc", "kari:key-1", UTF_8)).contains("kari");
        assertThat(login("Basic", "kari:key-2", UTF_8)).isEmpty();
        assertThat(login("Basic", "per:key-1", UTF_8)).isEmpty();
    }

    @Test
    void takesLatin1WhereTheHeaderIsNoUtf8() {
        assertThat(login("Basic", "kari:blåbær:syltetøy", ISO_8859_1)).contains("kari");
    }

    @Test
    void comparesLongPasswordsToTheirEnd() {
        assertThat(login("Basic", "ola:" + LONG, UTF_8)).contains("ola");
        assertThat(login("Basic", "ola:" + LONG.substring(1), UTF_8)).isEmpty();
    }

    @Test
    void refusesHeadersThatAreNoBasicCredentials() {
        for (String header :
                new String[] {"", "Basic", "Basic ", "Basic %%%", "Bearer abc", "Basic a2FyaQ==", "Basic Og=="}) {
            assertThat(authenticator.authenticate(Optional.of(header), "127.0.0.1"))
                    .isEmpty();
        }
        assertThat(authenticator.authenticate(Optional.empty(), "127.0.0.1")).isEmpty();
    }

    @Test
    void stopsTryingAfterTenFailuresOfOneAccountFromOneAddressButKnowsWhoWasHere() {
        assertThat(login("Basic", "kari:key-1", UTF_8)).contains("kari");
        for (int i = 0; i < 10; i++) {
            assertThat(login("Basic", "kari:wrong" + i, UTF_8)).isEmpty();
        }

        assertThat(login("Basic", "kari:key-1", UTF_8)).as("remembered").contains("kari");
        assertThat(login("Basic", "kari:blåbær:syltetøy", UTF_8))
                .as("first time, limited")
                .isEmpty();
        assertThat(authenticator.authenticate(header("Basic", "kari:blåbær:syltetøy", UTF_8), "127.0.0.2"))
                .as("from elsewhere")
                .isPresent();
    }

    @Test
    void takesUpAChangedFileAndForgetsTheOldPassword() throws IOException {
        assertThat(login("Basic", "kari:key-1", UTF_8)).contains("kari");

        Files.writeString(file, "user.kari.password=" + hash("fresh") + "\n");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> login("Basic", "kari:fresh", UTF_8).isPresent());
        assertThat(login("Basic", "kari:key-1", UTF_8)).isEmpty();
    }

    @Test
    void keepsTheAccountsInForceWhenTheFileBecomesUnusable() throws IOException {
        AccountsReloader reloader = new AccountsReloader(file);
        Files.writeString(file, "user.kari.password=plain text");
        Accounts before = reloader.current();

        await().during(Duration.ofMillis(1200))
                .atMost(Duration.ofSeconds(20))
                .until(() -> reloader.current() == before);
    }

    @Test
    void paysTheSlowHashOnceForASecret() throws IOException {
        Files.writeString(file, "user.kari.password=" + SlowHash.of("slow") + "\n");
        Authenticator fresh = new Authenticator(new AccountsReloader(file), Clock.systemUTC());
        Optional<String> header = header("Basic", "kari:slow", UTF_8);
        assertThat(fresh.authenticate(header, "127.0.0.1")).isPresent();

        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(fresh.authenticate(header, "127.0.0.1")).isPresent();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    /** If each of them paid, the last would wait longer than anyone may. */
    @Test
    void letsManyInAtOnceWhoBringTheSameNewSecret() throws Exception {
        Files.writeString(file, "user.kari.password=" + SlowHash.of("slow") + "\n");
        Authenticator fresh = new Authenticator(new AccountsReloader(file), Clock.systemUTC());
        Optional<String> header = header("Basic", "kari:slow", UTF_8);
        ExecutorService callers = Executors.newFixedThreadPool(150);
        try {
            List<Future<Optional<Account>>> answers =
                    callers.invokeAll(Collections.nCopies(150, () -> fresh.authenticate(header, "127.0.0.1")));
            for (Future<Optional<Account>> answer : answers) {
                assertThat(answer.get()).isPresent();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private Optional<String> login(String scheme, String userAndSecret, Charset charset) {
        return authenticator
                .authenticate(header(scheme, userAndSecret, charset), "127.0.0.1")
                .map(Account::user);
    }

    private static Optional<String> header(String scheme, String userAndSecret, Charset charset) {
        return Optional.of(scheme + " " + Base64.getEncoder().encodeToString(userAndSecret.getBytes(charset)));
    }

    private static String hash(String secret) {
        return new String(
                BCrypt.with(LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A))
                        .hash(4, secret.getBytes(UTF_8)),
                UTF_8);
    }
}
