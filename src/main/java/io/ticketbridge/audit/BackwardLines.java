package io.ticketbridge.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file's lines from its last to its first, without reading more than it is asked for. */
final class BackwardLines implements AutoCloseable {

    private static final int BLOCK = 8192;

    private final RandomAccessFile content;
    /** Bytes that are read but not yet given out; they start at {@code offset} in the file. */
    private byte[] pending = new byte[0];

    private long offset;

    /** @param file ends in a line end, or is empty */
    BackwardLines(Path file) throws IOException {
        content = new RandomAccessFile(file.toFile(), "r");
        offset = content.length();
    }

    /** A line without its end, and where it starts. */
    record Line(long start, byte[] bytes) {}

    /** The line before the one given out last. */
    Optional<Line> previous() throws IOException {
        int lineEnd = pending.length - 1;
        while (true) {
            for (int i = lineEnd - 1; i >= 0; i--) {
                if (pending[i] == '\n') {
                    return Optional.of(takeFrom(i + 1));
                }
            }
            if (offset == 0) {
                return pending.length == 0 ? Optional.empty() : Optional.of(takeFrom(0));
            }
            readBlock();
            lineEnd = pending.length - 1;
        }
    }

    private Line takeFrom(int start) {
        byte[] line = java.util.Arrays.copyOfRange(pending, start, pending.length - 1);
        pending = java.util.Arrays.copyOf(pending, start);
        return new Line(offset + start, line);
    }

    private void readBlock() throws IOException {
        int size = (int) Math.min(BLOCK, offset);
        byte[] longer = new byte[size + pending.length];
        content.seek(offset - size);
        content.readFully(longer, 0, size);
        System.arraycopy(pending, 0, longer, size, pending.length);
        pending = longer;
        offset -= size;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
