package io.ticketbridge.door.file;

import java.util.Collection;
import java.util.Set;

/** The columns that the file door adds to a rejects file, and understands when it is dropped again. */
final class OwnColumns {

    static final String KEY = "ticketbridge_key";
    static final String ROW = "ticketbridge_row";
    static final String REASON = "ticketbridge_reason";
    /** The columns of the row whose cell begins with a quote that is not part of the value. */
    static final String ESCAPED = "ticketbridge_escaped";

    /** The columns of the row whose cell is JSON, because no text would say the same. */
    static final String JSON = "ticketbridge_json";

    private static final Set<String> ALL = Set.of(KEY, ROW, REASON, ESCAPED, JSON);
    private static final Set<String> REPORT = Set.of("row", "key", "state", "ticket_id", "reason");
    private static final Set<String> SUMMARY =
            Set.of("file", "batch", "repeats", "rows", "delivered", "rejected", "waiting", "unknown", "dead");

    private OwnColumns() {}

    static boolean contains(String name) {
        return ALL.contains(name);
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
