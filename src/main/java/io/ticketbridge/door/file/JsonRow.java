package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.JsonFault;
import io.ticketbridge.newsocialcloud.TicketFields;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rows of the texts of JSON objects. */
final class JsonRow {

    static final int LARGEST = CsvParser.LARGEST_RECORD;

    private static final TicketFields NONE = TicketFields.ofColumns(List.of(), List.of());

    private final ColumnsToFields columns;

    JsonRow(Columns columns) {
        this.columns = new ColumnsToFields(columns);
    }

    /**
     * @param line where the text begins
     * @param column where the text begins
     * @param tooLarge the text was cut at {@link #LARGEST}
     */
    FileRow of(long number, String text, long line, long column, boolean tooLarge) {
        if (tooLarge) {
            return flawed(number, text, new Flaw(line, column, "a row has at most " + LARGEST + " characters"));
        }
        try {
            JsonNode node = TicketJson.mapper().readTree(text);
            return node instanceof ObjectNode object
                    ? row(number, text, object)
                    : flawed(number, text, new Flaw(line, column, "a row must be a JSON object"));
        } catch (JsonProcessingException e) {
            return flawed(number, text, flaw(e, line, column));
        }
    }

    private FileRow row(long number, String text, ObjectNode node) {
        ColumnsToFields.Result result = columns.apply(node);
        Optional<String> corrects =
                Optional.ofNullable(node.path(OwnColumns.KEY).textValue());
        return new FileRow(
                number,
                List.of(text),
                () -> columns.cells(node),
                result.fields(),
                corrects.filter(key -> !key.isBlank()),
                result.key(),
                result.flaw());
    }

    private static FileRow flawed(long number, String text, Flaw flaw) {
        return new FileRow(
                number,
                List.of(text),
                () -> NamedCells.of(NONE),
                NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(flaw.asFieldError()));
    }

    private static Flaw flaw(JsonProcessingException e, long line, long column) {
        JsonLocation at = e.getLocation();
        boolean sameLine = at == null || at.getLineNr() <= 1;
        return new Flaw(
                sameLine ? line : line + at.getLineNr() - 1,
                at == null ? column : sameLine ? column + at.getColumnNr() - 1 : at.getColumnNr(),
                rule(e));
    }

    private static String rule(JsonProcessingException e) {
        if (JsonFault.isTextBehind(e)) {
            return "a row must be one JSON object, and other text follows it";
        }
        return JsonFault.repeatedField(e)
                .map(name -> "a row must give " + name + " only once")
                .orElse("this is not valid JSON");
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
