package io.ticketbridge.door.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * The rows of a JSON array of objects, or of one object. The array is cut into its elements by brackets and strings
 * alone, so that an element that is not valid does not stop those behind it.
 */
final class JsonRows implements RowReader {

    private final CharSource source;
    private final JsonRow row;
    private final boolean array;
    private final StringBuilder text = new StringBuilder();
    private boolean tooLarge;
    private boolean ended;
    private long number;
    private long line;
    private long column;

    /** @throws UnusableFileException when it begins neither with {@code [} nor with <code>{</code> */
    JsonRows(Reader reader, Columns columns) throws IOException {
        this.row = new JsonRow(columns);
        this.source = new CharSource(reader);
        skipWhiteSpace();
        int first = source.peek();
        if (first != '[' && first != '{') {
            throw new UnusableFileException(
                    "BadJson", "The file must be a JSON array of objects; for one object a line, name it .ndjson.");
        }
        this.array = first == '[';
        if (array) {
            source.read();
            skipWhiteSpace();
            ended = source.peek() == ']';
            if (ended) {
                source.read();
            }
        }
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        if (ended) {
            refuseRest();
            return Optional.empty();
        }
        beginElement();
        if (array) {
            readElement();
        } else {
            readObject();
            refuseRest();
            OwnColumns.refuseReport(JsonRow.names(text.toString()));
        }
        number++;
        return Optional.of(row.of(number, text.toString(), line, column, tooLarge));
    }

    private void beginElement() throws IOException {
        skipWhiteSpace();
        line = source.nextLine();
        column = source.nextColumn();
        text.setLength(0);
        tooLarge = false;
    }

    private void readElement() throws IOException {
        JsonNesting nesting = new JsonNesting();
        int c = readChar();
        while (!nesting.isOutside() || (c != ',' && c != ']')) {
            nesting.pass(c);
            keep(c);
            c = readChar();
        }
        ended = c == ']';
    }

    private void readObject() throws IOException {
        JsonNesting nesting = new JsonNesting();
        do {
            int c = readChar();
            nesting.pass(c);
            keep(c);
        } while (!nesting.isOutside());
        ended = true;
    }

    private int readChar() throws IOException {
        int c = source.read();
        if (c == CharSource.END) {
            throw new UnusableFileException(
                    "BadJson",
                    "Line " + line + ", column " + column + ": what begins here is not closed before the file ends;"
                            + " write the file again.");
        }
        return c;
    }

    private void keep(int c) {
        if (text.length() < JsonRow.LARGEST) {
            text.append((char) c);
        } else {
            tooLarge = true;
        }
    }

    private void refuseRest() throws IOException {
        skipWhiteSpace();
        if (source.peek() != CharSource.END) {
            throw new UnusableFileException(
                    "BadJson",
                    "Line " + source.nextLine() + ", column " + source.nextColumn() + ": text follows the end of the "
                            + (array ? "array" : "object; a file of several objects is named .ndjson") + ".");
        }
    }

    private void skipWhiteSpace() throws IOException {
        while (" \t\r\n".indexOf(source.peek()) >= 0) {
            source.read();
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
