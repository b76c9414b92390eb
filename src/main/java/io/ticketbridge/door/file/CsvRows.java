package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.FieldError;
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
    private final ColumnsToFields columns;
    private long number;

    /** Reads the header. @throws UnusableFileException when it cannot be used */
    CsvRows(Reader reader, Columns columns) throws IOException {
        this.source = new CharSource(reader);
        char separator = CsvSeparator.of(source, columns);
        this.parser = new CsvParser(source, separator);
        this.header = CsvHeader.read(parser, columns);
        this.columns = new ColumnsToFields(columns);
    }

    @Override
    public Optional<FileRow> next() throws IOException {
        return parser.next().map(this::row);
    }

    private FileRow row(CsvParser.Parsed parsed) {
        number++;
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.names().size(); i++) {
            if (!header.names().get(i).isEmpty()) {
                cells.put(
                        header.names().get(i),
                        i < parsed.cells().size() ? parsed.cells().get(i) : "");
            }
        }
        Map<String, String> plain = FormulaGuard.unescape(cells);
        Map<String, String> read = new LinkedHashMap<>(plain);
        read.keySet().retainAll(header.used());
        Optional<FieldError> flaw = flawOf(parsed).or(() -> OwnColumns.flawLeftIn(plain, parsed.line()));
        ObjectNode named = NamedCells.textObject(read);
        try {
            named = flaw.isEmpty() ? NamedCells.toObject(read) : named;
        } catch (JsonProcessingException e) {
            flaw = Optional.of(new Flaw(parsed.line(), 1, "a cell that " + OwnColumns.JSON + " names is no JSON"))
                    .map(Flaw::asFieldError);
        }
        ColumnsToFields.Result result = columns.apply(named);
        return new FileRow(
                number,
                parsed.cells(),
                () -> plain,
                result.fields(),
                Optional.ofNullable(plain.get(OwnColumns.KEY)).filter(key -> !key.isBlank()),
                result.key(),
                flaw.or(result::flaw));
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
