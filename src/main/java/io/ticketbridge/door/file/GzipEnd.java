package io.ticketbridge.door.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip stream of one member or several, to its very end. Java takes whatever follows a member and is no whole header
 * for nothing, so that a damaged second member would be lost without a word; here it is an error. Zeros are not: tapes
 * and some tools fill up with them.
 */
final class GzipEnd extends GZIPInputStream {

    private static final int TRAILER = 8;

    private final Source source;
    private boolean ended;

    private GzipEnd(Source source, int buffer) throws IOException {
        super(source, buffer);
        this.source = source;
    }

    static GzipEnd of(InputStream bytes, int buffer) throws IOException {
        return new GzipEnd(new Source(bytes), buffer);
    }

    @Override
    protected void fill() throws IOException {
        source.afterFill = -1;
        super.fill();
        source.afterFill = 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0 && !ended) {
            ended = true;
            checkRest();
        }
        return count;
    }

    /** Java has looked past the last trailer: into its buffer, and into the source itself. */
    private void checkRest() throws IOException {
        int buffered = inf.getRemaining();
        for (int i = len - buffered + TRAILER; i < len; i++) {
            refuse(buf[i]);
        }
        source.refuseFrom(Math.max(0, TRAILER - buffered));
    }

    private static void refuse(int rest) throws ZipException {
        if (rest != 0) {
            throw new ZipException("something that is no gzip member follows the last one");
        }
    }

    /** Keeps what was read of it since the inflater was last filled: a trailer, or what might be a header. */
    private static final class Source extends FilterInputStream {

        private final byte[] kept = new byte[1 << 9];
        private int afterFill = -1;

        private Source(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (afterFill >= 0 && count > 0) {
                int room = Math.min(count, kept.length - afterFill);
                System.arraycopy(into, offset, kept, afterFill, room);
                afterFill += room;
            }
            return count;
        }

        private void refuseFrom(int start) throws IOException {
            for (int i = start; i < afterFill; i++) {
                refuse(kept[i]);
            }
            byte[] rest = in.readNBytes(kept.length);
            while (rest.length > 0) {
                for (byte one : rest) {
                    refuse(one);
                }
                rest = in.readNBytes(kept.length);
            }
        }
    }
}
