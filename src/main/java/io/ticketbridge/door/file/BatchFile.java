package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file that has been looked through once.
 *
 * @param digest lower-case hex SHA-256 of the decompressed bytes
 * @param charset in which all of it can be read
 */
public record BatchFile(Path path, String digest, Charset charset) {

    private static final int CHUNK = 1 << 16;

    /**
     * Reads the file to its end, in bounded memory.
     *
     * @throws UnusableFileException when it is empty, no regular file, no whole gzip file or in no known charset
     */
    public static BatchFile identify(Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        EncodingProbe encoding = new EncodingProbe();
        long size = 0;
        try (InputStream bytes = FileBytes.open(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                digest.update(chunk, 0, read);
                encoding.pass(chunk, read);
                size += read;
            }
        }
        if (size == 0) {
            throw new UnusableFileException("EmptyFile", "The file is empty.");
        }
        return new BatchFile(file, HexFormat.of().formatHex(digest.digest()), encoding.charset());
    }

    /** The batch that these bytes are at this upstream, whatever the file is called. */
    public String batch(Upstream upstream) {
        return digest + ":" + upstream.label();
    }

    /**
     * The batch that these bytes are when they come with an order.
     *
     * @param known the batch of an id
     */
    public String batch(Upstream upstream, Batches.Order order, Function<String, Optional<Batches.Batch>> known) {
        return new BatchId(known, batch(upstream)).of(order);
    }
}
