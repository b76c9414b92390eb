package io.ticketbridge.door.rest;

import static io.ticketbridge.door.rest.RawHttp.FORM;
import static io.ticketbridge.door.rest.RawHttp.KARI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.fault.ProvesFault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port itself: TLS, and how it stops. */
class RestPortTest {

    private static final String GOOD = RestStand.form("application_id", "42", "subject", "Hi", "message", "test");
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void speaksTlsWithPemFiles() throws Exception {
        KeyStore store = selfSigned();
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate("door").getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", store.getKey("door", PASSWORD).getEncoded()));

        try (RestStand stand =
                new RestStand(folder, "http.tls.certificate-file=" + certificate, "http.tls.key-file=" + key)) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(store.getCertificate("door")))
                    .build();
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + stand.port() + "/openapi.json"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void namesTheKeyOfAnUnusableTlsFile() throws Exception {
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), "no certificate");

        assertThatThrownBy(() -> TlsKeyStore.load(certificate, folder.resolve("none.pem")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ticketbridge.http.tls.certificate-file")
                .hasMessageContaining("certificate.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void refusesAKeyThatIsNotTheCertificatesBeforeAnyHandshake(String algorithm) throws Exception {
        KeyStore own = selfSigned(algorithm, "own.p12");
        KeyStore other = selfSigned(algorithm, "other.p12");
        Path certificate = Files.writeString(
                folder.resolve("certificate.pem"),
                pem("CERTIFICATE", own.getCertificate("door").getEncoded()));
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", other.getKey("door", PASSWORD).getEncoded()));

        assertThatThrownBy(() -> TlsKeyStore.load(certificate, key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ticketbridge.http.tls.key-file: " + key + " is not the private key of")
                .hasMessageContaining(certificate.toString());

        Files.writeString(key, pem("PRIVATE KEY", own.getKey("door", PASSWORD).getEncoded()));
        assertThat(TlsKeyStore.load(certificate, key)).isNotNull();
    }

    @Test
    void refusesAKeyOfAnotherKindThanTheCertificates() throws Exception {
        Path certificate = Files.writeString(
                folder.resolve("certificate.pem"),
                pem(
                        "CERTIFICATE",
                        selfSigned("RSA", "own.p12").getCertificate("door").getEncoded()));
        Path key = Files.writeString(
                folder.resolve("key.pem"),
                pem(
                        "PRIVATE KEY",
                        selfSigned("EC", "other.p12").getKey("door", PASSWORD).getEncoded()));

        assertThatThrownBy(() -> TlsKeyStore.load(certificate, key)).hasMessageContaining("is not the private key of");
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.CALLER,
            fault = "a stop while callers wait",
            promise = "each is answered 202 at once")
    void letsNobodyWaitForAStop() throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        RestStand stand = new RestStand(folder, "http.wait=5m");
        try (RawHttp http = stand.http()) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return http.post(KARI, FORM, GOOD).status();
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    caller);
            org.awaitility.Awaitility.await()
                    .until(() -> !stand.ledger().inspection().counts().byDoor().isEmpty());

            stand.stop();

            assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(202);
        } finally {
            stand.close();
            caller.shutdownNow();
        }
    }

    private KeyStore selfSigned() throws Exception {
        return selfSigned("EC", "door.p12");
    }

    private KeyStore selfSigned(String algorithm, String name) throws Exception {
        Path file = folder.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("door", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
