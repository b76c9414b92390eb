package io.ticketbridge.account;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User name and secret of an {@code Authorization: Basic} header (RFC 7617): UTF-8 or, where the bytes are no UTF-8,
 * Latin-1.
 *
 * @param secret password or API key, UTF-8
 */
record BasicCredentials(String user, byte[] secret) {

    private static final String SCHEME = "basic ";

    /** Empty when the header has another scheme or shape. */
    static Optional<BasicCredentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String text = text(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()));
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(
                            text.substring(0, colon), text.substring(colon + 1).getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[]";
    }
}
