package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.ticketbridge.newsocialcloud.TicketFields;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a row of the text of one JSON object. */
final class JsonRow {

    static final int LARGEST = CsvParser.LARGEST_RECORD;

    private static final TicketFields NONE = TicketFields.ofColumns(List.of(), List.of());

    private JsonRow() {}

    /**
     * @param line where the text begins
     * @param column where the text begins
     * @param tooLarge the text was cut at {@link #LARGEST}
     */
    static FileRow of(long number, String text, long line, long column, boolean tooLarge) {
        if (tooLarge) {
            return flawed(number, text, new Flaw(line, column, "a row has at most " + LARGEST + " characters"));
        }
        try {
            JsonNode node = TicketJson.mapper().readTree(text);
            return node.isObject()
                    ? row(number, text, node)
                    : flawed(number, text, new Flaw(line, column, "a row must be a JSON object"));
        } catch (JsonProcessingException e) {
            return flawed(number, text, flaw(e, line, column));
        }
    }

    private static FileRow row(long number, String text, JsonNode node) {
        TicketFields fields = TicketFields.ofJson(node);
        Optional<String> corrects =
                Optional.ofNullable(node.path(OwnColumns.KEY).textValue());
        return new FileRow(
                number,
                List.of(text),
                () -> NamedCells.of(fields),
                fields,
                corrects.filter(key -> !key.isBlank()),
                Optional.empty());
    }

    private static FileRow flawed(long number, String text, Flaw flaw) {
        return new FileRow(
                number,
                List.of(text),
                () -> NamedCells.of(NONE),
                NONE,
                Optional.empty(),
                Optional.of(flaw.asFieldError()));
    }

    private static Flaw flaw(JsonProcessingException e, long line, long column) {
        JsonLocation at = e.getLocation();
        boolean sameLine = at == null || at.getLineNr() <= 1;
        return new Flaw(
                sameLine ? line : line + at.getLineNr() - 1,
                at == null ? column : sameLine ? column + at.getColumnNr() - 1 : at.getColumnNr(),
                e instanceof MismatchedInputException
                        ? "a field is given twice, or text follows the object"
                        : "this is not valid JSON");
    }

    /** The field names of a first row, to tell one of our own reports. */
    static List<String> names(String text) {
        try {
            List<String> names = new ArrayList<>();
            TicketJson.mapper().readTree(text).fieldNames().forEachRemaining(names::add);
            return names;
        } catch (JsonProcessingException e) {
            return List.of(); // its row will say what is wrong with it
        }
    }
}
