package io.ticketbridge.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The salted slow hash of passwords and API keys: bcrypt. Secrets of more than 72 bytes, which bcrypt would cut, are
 * hashed with SHA-512 first. Stateless.
 */
final class SlowHash {

    static final int COST = 12;

    private static final Pattern SHAPE = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    /** The body of a hash that no secret has: what an unknown user is checked against. */
    private static final String NOBODY = ".".repeat(53);

    private SlowHash() {}

    static String of(String secret) {
        byte[] hash = BCrypt.with(LongPasswordStrategies.hashSha512(Version.VERSION_2A))
                .hash(COST, secret.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.US_ASCII);
    }

    static boolean matches(byte[] secret, String hash) {
        return BCrypt.verifyer(Version.VERSION_2A, LongPasswordStrategies.hashSha512(Version.VERSION_2A))
                .verify(secret, hash.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }

    static boolean isHash(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches() && cost(text) >= 4 && cost(text) <= 16;
    }

    static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    /** A hash that takes as long to check as one of this cost, and that nothing matches. */
    static String ofNobody(int cost) {
        return "$2a$%02d$".formatted(cost) + NOBODY;
    }
}
