package io.ticketbridge.door.file;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes rows that {@link CsvParser} reads back as they were. */
final class CsvWriter {

    private final Writer writer;

    CsvWriter(Writer writer) {
        this.writer = writer;
    }

    void write(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            writeCell(cells.get(i), cells.size() == 1);
        }
        writer.write('\n');
    }

    private void writeCell(String cell, boolean alone) throws IOException {
        boolean quoted = (alone && cell.isEmpty())
                || cell.chars()
                        .anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ' ' || c == ';'
                                || c == '|' || c == '\t');
        writer.write(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
}
