package io.ticketbridge.door.file;

import io.ticketbridge.newsocialcloud.FieldError;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns that the file door adds to a rejects file, and understands when it is dropped again. */
final class OwnColumns {

    static final String KEY = "ticketbridge_key";
    static final String ROW = "ticketbridge_row";
    static final String REASON = "ticketbridge_reason";
    /** The columns of the row whose cell has quotes that are not part of the value: see {@link FormulaGuard}. */
    static final String ESCAPED = "ticketbridge_escaped";

    /** The columns of the row whose cell is JSON, because no text would say the same. */
    static final String JSON = "ticketbridge_json";

    /** What of the row stands in no other column. The row is refused until a person has emptied the cell. */
    static final String FLAW = "ticketbridge_flaw";

    private static final Set<String> ALL = Set.of(KEY, ROW, REASON, ESCAPED, JSON, FLAW);
    private static final Set<String> REPORT = Set.of("row", "key", "state", "ticket_id", "reason");
    private static final Set<String> SUMMARY =
            Set.of("file", "batch", "repeats", "rows", "delivered", "rejected", "waiting", "unknown", "dead");

    private OwnColumns() {}

    static boolean contains(String name) {
        return ALL.contains(name);
    }

    /** Nobody has mended the row of a rejects file yet. */
    static Optional<FieldError> flawLeftIn(Map<String, String> cells, long line) {
        return cells.getOrDefault(FLAW, "").isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Flaw(line, 1, "its " + FLAW + " says what is wrong; correct the row and empty that cell")
                                .asFieldError());
    }

    /** @throws UnusableFileException when these are the fields of one of our own reports */
    static void refuseReport(Collection<String> fields) {
        if (fields.containsAll(SUMMARY) || (fields.size() == REPORT.size() && fields.containsAll(REPORT))) {
            throw new UnusableFileException(
                    "OwnReport",
                    "This is a report of Ticketbridge, not a file of tickets; to send corrected rows again, drop"
                            + " the .rejects.csv.");
        }
    }
}
