package io.ticketbridge.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of text under a heading, in columns: the first to the left, the others to the right. */
public final class Table {

    private static final String GAP = "   ";

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... heading) {
        rows.add(heading);
    }

    public Table row(String first, String[] others) {
        return row(Stream.concat(Stream.of(first), Arrays.stream(others)).toArray(String[]::new));
    }

    public Table row(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException(Arrays.toString(cells) + " does not fit the heading");
        }
        rows.add(cells);
        return this;
    }

    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).length)
                .map(column -> rows.stream()
                        .mapToInt(row -> row[column].length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            String spaces = " ".repeat(widths[column] - row[column].length());
            line.append(column == 0 ? row[column] + spaces : GAP + spaces + row[column]);
        }
        return line.toString().stripTrailing();
    }
}
