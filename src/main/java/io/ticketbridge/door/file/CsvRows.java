package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a CSV file. */
final class CsvRows implements RowReader {

    private final CharSource source;
    private final CsvParser parser;
    private final CsvHeader header;
    private long number;

    /** Reads the header. @throws UnusableFileException when it cannot be used */
    CsvRows(Reader reader) throws IOException {
        this.source = new CharSource(reader);
        char separator = CsvHeader.separatorOf(source);
        this.parser = new CsvParser(source, separator);
        this.header = CsvHeader.read(parser, separator);
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        return parser.next().map(this::row);
    }

    private FileRow row(CsvParser.Parsed parsed) {
        number++;
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.names().size(); i++) {
            columns.put(
                    header.names().get(i),
                    i < parsed.cells().size() ? parsed.cells().get(i) : "");
        }
        Map<String, String> plain = FormulaGuard.unescape(columns);
        Optional<FieldError> flaw = flawOf(parsed);
        TicketFields fields = NamedCells.textFields(plain);
        try {
            fields = flaw.isEmpty() ? NamedCells.toFields(plain) : fields;
        } catch (JsonProcessingException e) {
            flaw = Optional.of(new Flaw(parsed.line(), 1, "a cell that " + OwnColumns.JSON + " names is no JSON"))
                    .map(Flaw::asFieldError);
        }
        return new FileRow(
                number,
                parsed.cells(),
                () -> plain,
                fields,
                Optional.ofNullable(plain.get(OwnColumns.KEY)).filter(key -> !key.isBlank()),
                flaw);
    }

    private Optional<FieldError> flawOf(CsvParser.Parsed parsed) {
        int expected = header.names().size();
        int found = parsed.cells().size();
        return parsed.flaw()
                .or(() -> found == expected || hasOnlyEmptyCellsBeyond(expected, parsed.cells())
                        ? Optional.empty()
                        : Optional.of(new Flaw(
                                parsed.line(),
                                Math.min(found, expected) + 1L,
                                "the row has " + found + " cells, the header has " + expected)))
                .map(Flaw::asFieldError);
    }

    private static boolean hasOnlyEmptyCellsBeyond(int expected, List<String> cells) {
        return cells.size() > expected && cells.stream().skip(expected).allMatch(String::isEmpty);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
