package io.ticketbridge.door.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** The rows of a file with one JSON object a line. Empty lines are no rows. */
final class NdjsonRows implements RowReader {

    private final CharSource source;
    private final JsonRow row;
    private final StringBuilder text = new StringBuilder();
    private long number;

    NdjsonRows(Reader reader, Columns columns) throws IOException {
        this.row = new JsonRow(columns);
        this.source = new CharSource(reader);
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        while (source.peek() != CharSource.END) {
            boolean tooLarge = readLine();
            if (tooLarge || !text.toString().isBlank()) {
                number++;
                return Optional.of(row.of(number, text.toString(), source.line(), 1, tooLarge));
            }
        }
        return Optional.empty();
    }

    /** @return whether the line is longer than a row may be; it is then cut */
    private boolean readLine() throws IOException {
        text.setLength(0);
        boolean tooLarge = false;
        for (int c = source.read(); c != CharSource.END; c = source.read()) {
            if (c == '\n' || c == '\r') {
                if (c == '\r' && source.peek() == '\n') {
                    source.read();
                }
                break;
            }
            if (text.length() < JsonRow.LARGEST) {
                text.append((char) c);
            } else {
                tooLarge = true;
            }
        }
        return tooLarge;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
