package io.ticketbridge.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for a value without telling it: {@code masked:} and 16 hex digits of an HMAC-SHA-256 under a key of this
 * installation. Equal values get equal masks, so that they can be followed through an audit; without the key no guess
 * can be tried, so destroying the key erases what the masks could tell while every chain stays whole. Thread-safe.
 */
final class Mask {

    private static final int SHOWN_BYTES = 8;

    private final Mac mac;

    Mask(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    String of(String value) {
        return "masked:" + HexFormat.of().formatHex(digest(value.getBytes(StandardCharsets.UTF_8)), 0, SHOWN_BYTES);
    }

    private synchronized byte[] digest(byte[] value) {
        return mac.doFinal(value);
    }
}
