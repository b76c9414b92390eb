package io.ticketbridge.door.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a file are called: its header, or the names in its first objects.
 *
 * @param names in order, once each
 * @param repeated names that stand in the header more than once
 * @param values the first value of each name that is not null; empty for a CSV file
 */
record ColumnNames(Set<String> names, Set<String> repeated, Map<String, JsonNode> values) {

    private static final int OBJECTS = 100;

    /** @throws UnusableFileException when it is no file of tickets */
    static ColumnNames of(BatchFile file) throws IOException {
        return OpenRows.format(file) == Format.CSV ? ofHeader(file) : ofObjects(file);
    }

    private static ColumnNames ofHeader(BatchFile file) throws IOException {
        try (CharSource source = new CharSource(new InputStreamReader(
                FileBytes.open(file.path()), file.charset().newDecoder()))) {
            CsvParser parser = new CsvParser(source, CsvSeparator.of(source, Columns.NONE));
            List<String> header = CsvHeader.names(parser);
            Set<String> names = new LinkedHashSet<>();
            Set<String> repeated = new LinkedHashSet<>();
            header.stream().filter(name -> !names.add(name)).forEach(repeated::add);
            return new ColumnNames(names, repeated, Map.of());
        }
    }

    private static ColumnNames ofObjects(BatchFile file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        try (OpenRows rows = OpenRows.open(file, Columns.NONE)) {
            Optional<FileRow> row = rows.next();
            for (int n = 0; n < OBJECTS && row.isPresent(); n++) {
                for (Map.Entry<String, JsonNode> field : fields(row.get())) {
                    String name = Columns.name(field.getKey());
                    names.add(name);
                    if (!field.getValue().isNull()) {
                        values.putIfAbsent(name, field.getValue());
                    }
                }
                row = rows.next();
            }
        }
        return new ColumnNames(names, Set.of(), values);
    }

    private static List<Map.Entry<String, JsonNode>> fields(FileRow row) {
        try {
            return new ArrayList<>(
                    TicketJson.mapper().readTree(row.raw().get(0)).properties());
        } catch (JsonProcessingException e) {
            return List.of(); // its row will say what is wrong with it
        }
    }
}
