package io.ticketbridge.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for a value without telling it: {@code masked:} and 16 hex digits of an HMAC-SHA-256 under a key of this
 * installation. Equal values get equal masks, so that they can be followed through an audit; without the key no guess
 * can be tried, so destroying the key erases what the masks could tell while every chain stays whole.
 */
final class Mask {

    private static final int SHOWN_BYTES = 8;

    private final SecretKeySpec key;

    Mask(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    String of(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return "masked:" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
