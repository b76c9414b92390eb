package io.ticketbridge.socialboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.socialboards.WireResult.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over TLS, to a server whose certificate the Java runtime trusts or does not. */
class WireTlsTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final char[] PASSWORD = "stand-in".toCharArray();
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static Path store;
    private StandInServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        store = folder.resolve("stand-in.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "stand-in",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=stand-in",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = new StandInServer(context.getServerSocketFactory(), "https");
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        server.close();
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.NETWORK,
            fault = "the server's certificate is not trusted",
            promise = "nothing is written, the token neither")
    void writesNothingToAServerWhoseCertificateIsNotTrusted() throws Exception {
        try (WireCall call = call(server.url("/"))) {
            WireResult result = call.post(server.url("/tickets"), new byte[10], Optional.of("secret-token"));

            assertThat(result.progress()).isEqualTo(Progress.NOT_WRITTEN);
            assertThat(result.failure().orElseThrow()).startsWith("TLS failed");
            assertThat(server.begun()).isZero();
        }
    }

    @Test
    void sendsLargeRequestsOverOneTrustedConnection() throws Exception {
        trustTheStandIn();
        byte[] body = new byte[1_000_000];
        try (WireCall call = call(server.url("/"))) {
            for (int i = 0; i < 2; i++) {
                WireResult result = call.post(server.url("/tickets"), body, Optional.of("secret-token"));
                assertThat(result.failure()).isEmpty();
                assertThat(result.status()).hasValue(200);
            }
        }

        assertThat(server.requests()).hasSize(2).allMatch(request -> request.body().length == body.length);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void opensAFreshTrustedConnectionWhenTheKeptOneWasClosedMeanwhile() throws Exception {
        trustTheStandIn();
        try (WireCall call = call(server.url("/"))) {
            call.post(server.url("/tickets"), new byte[10], Optional.empty());
            server.closeConnections();

            WireResult result = call.post(server.url("/tickets"), new byte[10], Optional.empty());

            assertThat(result.status()).hasValue(200);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** The way an operator does it: by the Java runtime's own properties. */
    private static void trustTheStandIn() {
        System.setProperty(TRUST_STORE, store.toString());
        System.setProperty(TRUST_STORE_PASSWORD, new String(PASSWORD));
    }

    private static WireCall call(URI origin) throws IOException {
        return new WireCall(new WireClient(
                new WireSettings(
                        origin,
                        WireSettings.JSON,
                        Duration.ofSeconds(5),
                        DEADLINE,
                        1,
                        WireSettings.TICKET_ANSWER,
                        "ticketbridge/test"),
                new WireRecorder(Clock.systemUTC())));
    }
}
