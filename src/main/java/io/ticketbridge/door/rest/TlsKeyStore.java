package io.ticketbridge.door.rest;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Key;
import io.ticketbridge.configuration.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The certificate chain and key of the REST door, from PEM files. */
final class TlsKeyStore {

    /** Of a private key, and how it signs. */
    private static final Map<String, String> SIGNATURES =
            new TreeMap<>(Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA"));

    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);
    private static final char[] IN_MEMORY_ONLY = "memory".toCharArray();

    private TlsKeyStore() {}

    /**
     * @throws ConfigurationException naming the key of the file that is missing, unreadable, of another kind or not the
     *     other one's
     */
    static SSLContextParameters load(Path certificateFile, Path keyFile) {
        Certificate[] chain = certificates(certificateFile);
        PrivateKey key = privateKey(keyFile);
        if (!belongTogether(chain[0].getPublicKey(), key)) {
            throw unusable(
                    Keys.HTTP_TLS_KEY_FILE,
                    keyFile + " is not the private key of the first certificate in " + certificateFile
                            + ": give the two that belong together, the server's own certificate before its issuers'",
                    null);
        }
        KeyStoreParameters keyStore = new KeyStoreParameters();
        keyStore.setKeyStore(keyStore(chain, key));
        KeyManagersParameters keyManagers = new KeyManagersParameters();
        keyManagers.setKeyStore(keyStore);
        keyManagers.setKeyPassword(new String(IN_MEMORY_ONLY));
        SSLContextParameters tls = new SSLContextParameters();
        tls.setKeyManagers(keyManagers);
        return tls;
    }

    /** Else the port would open, and every handshake fail: what the one signs, the other must confirm. */
    private static boolean belongTogether(PublicKey publicKey, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private static KeyStore keyStore(Certificate[] chain, PrivateKey key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("rest-door", key, IN_MEMORY_ONLY, chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(Keys.HTTP_TLS_CERTIFICATE_FILE, "does not fit the key", e);
        }
    }

    private static Certificate[] certificates(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(Keys.HTTP_TLS_CERTIFICATE_FILE, file + " cannot be read as a PEM certificate chain", e);
        }
        throw unusable(Keys.HTTP_TLS_CERTIFICATE_FILE, file + " holds no certificate", null);
    }

    private static PrivateKey privateKey(Path file) {
        byte[] bytes;
        try {
            String pem = Files.readString(file);
            bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(Keys.HTTP_TLS_KEY_FILE, file + " cannot be read as a PEM key", e);
        }
        for (String algorithm : SIGNATURES.keySet()) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException otherAlgorithm) {
                continue;
            } catch (GeneralSecurityException e) {
                throw unusable(Keys.HTTP_TLS_KEY_FILE, file + " cannot be used by this Java", e);
            }
        }
        throw unusable(Keys.HTTP_TLS_KEY_FILE, file + " is no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)", null);
    }

    private static ConfigurationException unusable(Key<?> key, String why, Exception cause) {
        ConfigurationException exception = new ConfigurationException(key.fullName() + ": " + why + ".");
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }
}
