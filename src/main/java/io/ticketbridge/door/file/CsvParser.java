package io.ticketbridge.door.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads records as RFC 4180 writes them, streaming. Every character of a cell is kept, line breaks inside quotes
 * included. A record that breaks the rules is read to the end of its line and given with its flaw. Empty lines are no
 * records. Own code because no CSV library at hand says line and column of a flaw and goes on after it.
 */
final class CsvParser {

    static final int LARGEST_RECORD = 2 << 20;
    static final int MOST_CELLS = 2_000;

    /** @param line where the record begins */
    record Parsed(List<String> cells, long line, Optional<Flaw> flaw) {}

    private final CharSource source;
    private final char separator;

    private List<String> cells;
    private final StringBuilder cell = new StringBuilder();
    private long size;
    private Optional<Flaw> flaw;
    private long line;
    private long column;
    private long quoteLine;
    private long quoteColumn;

    CsvParser(CharSource source, char separator) {
        this.source = source;
        this.separator = separator;
    }

    /** @throws UnusableFileException at a quote that is never closed: nothing after it can be told apart */
    Optional<Parsed> next() throws IOException {
        while (isLineEnd(source.peek())) {
            source.read();
        }
        if (source.peek() == CharSource.END) {
            return Optional.empty();
        }
        cells = new ArrayList<>();
        size = 0;
        flaw = Optional.empty();
        line = source.nextLine();
        column = source.nextColumn();
        boolean more = readCell();
        while (more) {
            more = readCell();
        }
        return Optional.of(new Parsed(cells, line, flaw));
    }

    /** @return whether another cell follows in this record */
    private boolean readCell() throws IOException {
        cell.setLength(0);
        boolean quoted = source.peek() == '"';
        int end = quoted ? readQuoted() : readPlain();
        if (cells.size() < MOST_CELLS) {
            cells.add(cell.toString());
        } else {
            spoil(source.line(), source.column(), "a row has at most " + MOST_CELLS + " cells");
        }
        return end == separator;
    }

    private int readPlain() throws IOException {
        int c = source.read();
        while (c != separator && !isLineEnd(c) && c != CharSource.END) {
            keep(c);
            c = source.read();
        }
        return endOf(c);
    }

    private int readQuoted() throws IOException {
        source.read();
        quoteLine = source.line();
        quoteColumn = source.column();
        while (true) {
            int c = source.read();
            if (c == CharSource.END) {
                throw new UnusableFileException(
                        "UnterminatedQuote",
                        "Line " + quoteLine + ", column " + quoteColumn
                                + ": the quote opened here is never closed; close it,"
                                + " or double a quote that belongs to the text.");
            }
            if (c != '"') {
                keep(c);
            } else if (source.peek() == '"') {
                keep(source.read());
            } else {
                return afterQuote();
            }
        }
    }

    private int afterQuote() throws IOException {
        int c = source.read();
        if (c != separator && !isLineEnd(c) && c != CharSource.END) {
            spoil(
                    source.line(),
                    source.column(),
                    "text follows a closing quote" + opened() + "; double a quote that belongs to the text");
            while (!isLineEnd(c) && c != CharSource.END) {
                c = source.read();
            }
        }
        return endOf(c);
    }

    private int endOf(int c) throws IOException {
        if (c == '\r' && source.peek() == '\n') {
            source.read();
        }
        return c;
    }

    private void keep(int c) {
        if (++size > LARGEST_RECORD) {
            cell.setLength(0);
            spoil(
                    line,
                    column,
                    "the row that begins here has more than " + LARGEST_RECORD + " characters; look for a quote"
                            + " that is not closed");
        } else {
            cell.append((char) c);
        }
    }

    /** Where the cell was opened, when that is lines ago: the quote that is wrong is often that one. */
    private String opened() {
        return quoteLine == source.line() ? "" : " (opened in line " + quoteLine + ", column " + quoteColumn + ")";
    }

    private void spoil(long atLine, long atColumn, String rule) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(new Flaw(atLine, atColumn, rule));
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }
}
