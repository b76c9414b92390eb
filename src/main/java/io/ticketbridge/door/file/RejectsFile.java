package io.ticketbridge.door.file;

import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The rejected rows of a batch, to be corrected and dropped again. Read again from the file, twice: first for the
 * columns they have together.
 */
final class RejectsFile {

    private static final String REJECTED = "rejected";

    private final Batches batches;
    private final String batch;
    private final Path file;
    private final Set<String> columns = new LinkedHashSet<>();
    private boolean escapes;
    private boolean json;

    RejectsFile(Batches batches, String batch, Path file) {
        this.batches = batches;
        this.batch = batch;
        this.file = file;
    }

    void write(Writer writer) throws IOException {
        BatchFile identified = BatchFile.identify(file);
        forEachRejected(identified, (row, cells) -> survey(cells));
        List<String> header = new ArrayList<>(columns);
        header.addAll(List.of(OwnColumns.KEY, OwnColumns.ROW, OwnColumns.REASON));
        if (escapes) {
            header.add(OwnColumns.ESCAPED);
        }
        if (json) {
            header.add(OwnColumns.JSON);
        }
        CsvWriter csv = new CsvWriter(writer);
        csv.write(header);
        forEachRejected(identified, (row, cells) -> write(csv, header, row, cells));
    }

    private void survey(Map<String, String> cells) {
        cells.keySet().stream().filter(name -> !OwnColumns.contains(name)).forEach(columns::add);
        escapes |= cells.values().stream().anyMatch(FormulaGuard::isDangerous);
        json |= !cells.getOrDefault(OwnColumns.JSON, "").isEmpty();
    }

    private static void write(CsvWriter csv, List<String> header, Batches.Row row, Map<String, String> cells) {
        Map<String, String> all = new LinkedHashMap<>(cells);
        all.put(OwnColumns.KEY, row.key().orElse(""));
        all.put(OwnColumns.ROW, Long.toString(row.row()));
        all.put(OwnColumns.REASON, row.reason().map(Reason::text).orElse(""));
        all.put(OwnColumns.ESCAPED, FormulaGuard.escapedNames(all));
        try {
            csv.write(header.stream()
                    .map(name -> FormulaGuard.escape(all.getOrDefault(name, "")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forEachRejected(BatchFile identified, BiConsumer<Batches.Row, Map<String, String>> consumer)
            throws IOException {
        try (OpenRows rows = OpenRows.of(identified)) {
            batches.forEachRow(batch, taken -> {
                FileRow row = next(rows).orElseThrow(OpenRows::changed);
                if (taken.state().equals(REJECTED)) {
                    consumer.accept(taken, row.columns().get());
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<FileRow> next(OpenRows rows) {
        try {
            return rows.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
