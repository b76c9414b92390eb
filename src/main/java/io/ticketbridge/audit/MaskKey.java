package io.ticketbridge.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The key of {@link Mask}: 32 random bytes beside the audit folder, not in it, made at the first start. */
final class MaskKey {

    private static final int BYTES = 32;

    private MaskKey() {}

    static byte[] loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            PrivateFolder.create(file, fresh);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new IOException(file + " must hold 32 bytes; delete it to get a new mask key");
        }
        return key;
    }
}
