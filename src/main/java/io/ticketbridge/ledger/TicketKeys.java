package io.ticketbridge.ledger;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * Makes ticket keys: 26 lower-case characters of Crockford's base 32 that sort by time (48 bits of milliseconds, 80
 * random bits; a ULID). Safe in URLs, file names and headers.
 */
final class TicketKeys {

    static final int LENGTH = 26;

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BITS = 5;
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_BYTES = 10;

    private TicketKeys() {}

    static String next(Instant now) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        char[] key = new char[LENGTH];
        long time = now.toEpochMilli();
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            key[i] = ALPHABET[(int) (time & 31)];
            time >>>= BITS;
        }
        int buffer = 0;
        int bits = 0;
        int next = TIME_CHARACTERS;
        for (byte b : random) {
            buffer = (buffer << Byte.SIZE) | (b & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                key[next++] = ALPHABET[(buffer >> bits) & 31];
            }
        }
        return new String(key);
    }
}
