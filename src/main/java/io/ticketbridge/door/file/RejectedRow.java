package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cells under which a rejects file repeats a row: read again, they mean what the row meant, mistakes included. What
 * no cell can say stands in {@link OwnColumns#FLAW}, and the row is refused again until a person has seen to it.
 */
final class RejectedRow {

    private static final int LONGEST_FLAW = 10_000;

    /** Why a row is refused whose place, or the key in front of it, is that of a ticket with other content. */
    private static final Set<String> OF_ANOTHER_TICKET = Set.of("RowMoved", "KeyReused");

    private final ColumnsToFields columns;

    /** @param columns by which the rows were read, and will be */
    RejectedRow(Columns columns) {
        this.columns = new ColumnsToFields(columns);
    }

    /** What a row says: a ticket and its key, or why it is none. */
    private record Meaning(Optional<SupportTicket> ticket, Optional<String> key, Optional<FieldError> error) {

        static Meaning of(TicketFields fields, Optional<String> key, Optional<FieldError> flaw) {
            if (flaw.isPresent()) {
                return new Meaning(Optional.empty(), Optional.empty(), flaw);
            }
            TicketCheck.Result checked = TicketCheck.check(fields);
            return checked instanceof TicketCheck.Result.Valid valid
                    ? new Meaning(Optional.of(valid.ticket()), key, Optional.empty())
                    : new Meaning(Optional.empty(), key, Optional.of(((TicketCheck.Result.Invalid) checked).error()));
        }
    }

    Map<String, String> cells(FileRow row, Batches.Row taken) {
        Map<String, String> cells = writable(row.columns().get());
        String flaw = cells.getOrDefault(OwnColumns.FLAW, "");
        cells.remove(OwnColumns.FLAW);
        cells.put(OwnColumns.FLAW, flaw.isEmpty() ? flaw(row, cells, taken) : flaw);
        cells.put(OwnColumns.KEY, taken.key().orElse(""));
        cells.put(OwnColumns.ROW, Long.toString(taken.row()));
        cells.put(OwnColumns.REASON, taken.reason().map(Reason::text).orElse(""));
        cells.put(OwnColumns.ESCAPED, "");
        cells.put(OwnColumns.ESCAPED, NameList.join(FormulaGuard.escapedNames(cells)));
        return cells;
    }

    /** What no file of text may hold becomes JSON, where it is written in ASCII. */
    private static Map<String, String> writable(Map<String, String> original) {
        Map<String, String> cells = new LinkedHashMap<>(original);
        List<String> asJson = new ArrayList<>(NameList.split(original.getOrDefault(OwnColumns.JSON, "")));
        original.forEach((name, cell) -> {
            if (!OwnColumns.contains(name) && !asJson.contains(name) && !isWritable(cell)) {
                cells.put(name, NamedCells.json(TextNode.valueOf(cell)));
                asJson.add(name);
            }
        });
        if (!asJson.isEmpty()) {
            cells.put(OwnColumns.JSON, NameList.join(asJson));
        }
        return cells;
    }

    private static boolean isWritable(String cell) {
        return cell.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(cell);
    }

    private String flaw(FileRow row, Map<String, String> cells, Batches.Row taken) {
        if (wouldBeNew(row, taken)) {
            return taken.reason().map(Reason::text).orElse("")
                    + " To send this row as a ticket of its own, empty this cell.";
        }
        Meaning meant = Meaning.of(row.fields(), row.key(), row.flaw());
        if (meaning(cells).equals(Optional.of(meant))) {
            return "";
        }
        return row.flaw().isPresent()
                ? cut(row.flaw().get().message() + " The row: " + String.join(",", row.raw()))
                : "The row said what these columns cannot say."
                        + meant.error().map(error -> " " + error.message()).orElse("");
    }

    /** Refused because of where it stood, it would be a new ticket in a file of its own: perhaps one that was sent. */
    private static boolean wouldBeNew(FileRow row, Batches.Row taken) {
        boolean hasOwnName =
                row.key().isPresent() || row.fields().first("external_id").isPresent();
        return taken.key().isEmpty()
                && !hasOwnName
                && taken.reason()
                        .filter(reason -> OF_ANOTHER_TICKET.contains(reason.code()))
                        .isPresent();
    }

    private static String cut(String text) {
        String writable = isWritable(text) ? text : text.replaceAll("[\\x00\\p{Cs}]", "?");
        return writable.length() <= LONGEST_FLAW ? writable : writable.substring(0, LONGEST_FLAW) + "…";
    }

    private Optional<Meaning> meaning(Map<String, String> cells) {
        try {
            ColumnsToFields.Result result = columns.apply(NamedCells.toObject(cells));
            return Optional.of(Meaning.of(result.fields(), result.key(), result.flaw()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
