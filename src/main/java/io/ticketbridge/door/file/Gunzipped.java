package io.ticketbridge.door.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The decompressed bytes of a gzip file; a broken one or a bomb ends the reading with its numbers. */
final class Gunzipped extends FilterInputStream {

    /** Up to here any ratio is believed: it is soon read, and rows and fields have limits of their own. */
    private static final long ALWAYS_BELIEVED = 64L << 20;
    /** Exports reach about 100; deflate cannot do more than 1,032. */
    private static final long HIGHEST_RATIO = 400;

    private static final int BUFFER = 1 << 16;

    private final long compressed;
    private long read;

    private Gunzipped(InputStream bytes, long compressed) {
        super(bytes);
        this.compressed = compressed;
    }

    static InputStream of(InputStream bytes, long compressed) throws IOException {
        try {
            return new Gunzipped(GzipEnd.of(bytes, BUFFER), compressed);
        } catch (ZipException | EOFException e) {
            bytes.close();
            throw broken(0);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int count = super.read(into, offset, length);
            read += Math.max(count, 0);
            if (read > ALWAYS_BELIEVED && read / Math.max(compressed, 1) > HIGHEST_RATIO) {
                throw new UnusableFileException(
                        "GzipBomb",
                        "The file grows from " + compressed + " bytes to more than " + read + ", over " + HIGHEST_RATIO
                                + " times its size; drop it uncompressed if it is meant.");
            }
            return count;
        } catch (ZipException | EOFException e) {
            throw broken(read);
        }
    }

    private static UnusableFileException broken(long read) {
        return new UnusableFileException(
                "BadGzip",
                "The file is no whole gzip file: it breaks after " + read + " decompressed bytes; make it again.");
    }
}
