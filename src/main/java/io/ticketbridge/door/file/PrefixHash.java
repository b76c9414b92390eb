package io.ticketbridge.door.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** A fingerprint over all rows up to one: each row's values, hashed together with the fingerprint before it. */
final class PrefixHash {

    private final MessageDigest digest = Sha256.begin();
    private byte[] current;

    /** @param columns their fingerprint: under other columns the same values are other rows */
    PrefixHash(Columns columns) {
        this.current = columns.fingerprint().getBytes(StandardCharsets.UTF_8);
    }

    void add(List<String> values) {
        digest.update(current);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        current = digest.digest();
    }

    String hex() {
        return HexFormat.of().formatHex(current);
    }
}
