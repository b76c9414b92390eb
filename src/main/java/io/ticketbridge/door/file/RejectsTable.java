package io.ticketbridge.door.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rows of a rejects file under the columns that they have together, safe for a spreadsheet. */
final class RejectsTable {

    private final Set<String> columns = new LinkedHashSet<>();
    private final Set<String> own = new HashSet<>();
    private List<String> header = List.of();
    private CsvWriter csv;

    /** Takes note of a row's columns; of every row before the first is written. */
    void survey(Map<String, String> cells) {
        cells.forEach((name, cell) -> {
            if (!OwnColumns.contains(name)) {
                columns.add(name);
            } else if (!cell.isEmpty()) {
                own.add(name);
            }
        });
    }

    /** Writes the header. Our own columns that are often empty are not last: Excel cuts what is empty there. */
    void begin(Writer writer) throws IOException {
        if (columns.stream().anyMatch(FormulaGuard::isDangerous)) {
            own.add(OwnColumns.ESCAPED);
        }
        header = new ArrayList<>(columns);
        Stream.of(OwnColumns.ESCAPED, OwnColumns.JSON, OwnColumns.FLAW)
                .filter(own::contains)
                .forEach(header::add);
        header.addAll(List.of(OwnColumns.KEY, OwnColumns.ROW, OwnColumns.REASON));
        csv = new CsvWriter(writer);
        csv.write(header.stream().map(FormulaGuard::escape).toList());
    }

    void write(Map<String, String> cells) {
        try {
            csv.write(header.stream()
                    .map(name -> FormulaGuard.escape(cells.getOrDefault(name, "")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
