package io.ticketbridge.door.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/** Characters one by one, with the line and column of the last one. CR, LF and CRLF each end a line. */
final class CharSource implements Closeable {

    static final int END = -1;

    private static final int BUFFER = 1 << 15;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private long line = 1;
    private long column;
    private boolean lineEnded;

    /** A byte order mark at the beginning is skipped. */
    CharSource(Reader reader) throws IOException {
        this.reader = reader;
        fill();
        if (limit > 0 && buffer[0] == '\uFEFF') {
            position = 1;
        }
    }

    int read() throws IOException {
        int next = peek();
        if (next == END) {
            return END;
        }
        position++;
        if (lineEnded) {
            line++;
            column = 0;
        }
        column++;
        lineEnded = next == '\n' || (next == '\r' && peek() != '\n');
        return next;
    }

    int peek() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        return buffer[position];
    }

    /** What is buffered and not read yet: at the start, the first 32 KiB of the file. */
    String ahead() {
        return new String(buffer, position, limit - position);
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    /** The line of the character that {@link #peek} shows. */
    long nextLine() {
        return lineEnded ? line + 1 : line;
    }

    long nextColumn() {
        return lineEnded ? 1 : column + 1;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = 0;
        while (limit < BUFFER) {
            int count = reader.read(buffer, limit, BUFFER - limit);
            if (count < 0) {
                break;
            }
            limit += count;
        }
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
