package io.ticketbridge.door.file;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds names in a columns file that no object of a JSON file has: they are most often typos. One object need not have
 * them all, so it reads until each was seen, which is mostly after the first.
 */
final class NamesInUse {

    private NamesInUse() {}

    /** @throws UnusableFileException naming the key and the column */
    static void require(BatchFile file, Columns columns) throws IOException {
        Set<String> unseen = new LinkedHashSet<>(columns.named());
        if (unseen.isEmpty()) {
            return;
        }
        try (OpenRows rows = OpenRows.open(file, Columns.NONE)) {
            Optional<FileRow> row = next(rows);
            while (row.isPresent() && !unseen.isEmpty()) {
                if (row.get().corrects().isPresent()) {
                    return; // a file of rejected rows has only what these have
                }
                JsonRow.names(row.get().raw().get(0)).stream()
                        .map(Columns::name)
                        .forEach(unseen::remove);
                row = next(rows);
            }
        }
        if (!unseen.isEmpty()) {
            throw CsvHeader.lacking(unseen.iterator().next(), columns);
        }
    }

    /** Empty where the file breaks, too: its reading will say so, and keep the rows before. */
    private static Optional<FileRow> next(OpenRows rows) throws IOException {
        try {
            return rows.next();
        } catch (UnusableFileException e) {
            return Optional.empty();
        }
    }
}
