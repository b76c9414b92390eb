package io.ticketbridge.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns for people. Cells from outside are made printable. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> heads) {
        row(heads);
    }

    Table row(List<String> cells) {
        rows.add(cells.stream().map(Printable::of).toList());
        return this;
    }

    void print(PrintWriter out) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> length(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column)).append(" ".repeat(widths[column] - length(row.get(column)) + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
