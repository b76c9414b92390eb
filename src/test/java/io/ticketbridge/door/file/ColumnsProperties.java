package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.newsocialcloud.FieldError;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A file read by its columns file is the file that would have had our names. */
class ColumnsProperties {

    private static final List<String> FIELDS =
            List.of("application_id", "subject", "message", "custom_field_7", "tags");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param values under {@link #FIELDS}, and one that is ignored */
    record Row(List<String> values) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> cell = Arbitraries.strings()
                .withChars("aÅ \"',;|\t\n=+")
                .withChars('\u00E6', '\u0416')
                .ofMaxLength(6);
        return cell.list()
                .ofSize(FIELDS.size() + 1)
                .map(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** Other names for the fields, none of them ours. */
    @Provide
    Arbitrary<List<String>> headings() {
        return Arbitraries.strings()
                .withChars("abcÆé=,;\"' ")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(name -> "x" + name + "x")
                .list()
                .ofSize(FIELDS.size() + 1)
                .uniqueElements(Columns::name);
    }

    @Property(tries = 300)
    void readsACsvFileAsIfItHadOurNames(@ForAll("rows") List<Row> rows, @ForAll("headings") List<String> headings)
            throws IOException {
        List<FileRow> ours = all(new CsvRows(new StringReader(csv(FIELDS, rows)), Columns.NONE));
        List<FileRow> theirs = all(new CsvRows(new StringReader(csv(headings, rows)), columns(headings)));

        assertThat(meanings(theirs)).isEqualTo(meanings(ours));
        assertThat(theirs.get(0).columns().get().keySet())
                .isEqualTo(
                        new LinkedHashSet<>(headings.stream().map(Columns::name).toList()));
    }

    @Property(tries = 300)
    void readsObjectsAsIfTheyHadOurNames(@ForAll("rows") List<Row> rows, @ForAll("headings") List<String> headings)
            throws IOException {
        List<FileRow> ours = all(new NdjsonRows(new StringReader(lines(FIELDS, rows)), Columns.NONE));
        List<FileRow> theirs = all(new NdjsonRows(new StringReader(lines(headings, rows)), columns(headings)));

        assertThat(meanings(theirs)).isEqualTo(meanings(ours));
    }

    /** Whatever columns are in force, the fingerprint of a row is made of what the file says. */
    @Property(tries = 100)
    void keepsWhatAFingerprintIsMadeOf(@ForAll("rows") List<Row> rows, @ForAll("headings") List<String> headings)
            throws IOException {
        Columns ignoring = Columns.NONE.withUnknown(Optional.of(Columns.Unknown.IGNORE));
        List<FileRow> plain = all(new CsvRows(new StringReader(csv(headings, rows)), ignoring));
        List<FileRow> mapped = all(new CsvRows(new StringReader(csv(headings, rows)), columns(headings)));

        assertThat(mapped)
                .extracting(FileRow::raw)
                .isEqualTo(plain.stream().map(FileRow::raw).toList());
    }

    @Property(tries = 100)
    void writesColumnsThatAreReadTheSame(@ForAll("headings") List<String> headings) {
        Columns columns = columns(headings).withKey(headings.subList(1, 3));

        assertThat(Columns.parse(columns.yaml(), "a.yaml")).isEqualTo(columns);
    }

    private static Columns columns(List<String> headings) {
        Map<String, String> rename = new LinkedHashMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            rename.put(Columns.name(headings.get(i)), FIELDS.get(i));
        }
        String ignored = Columns.name(headings.get(FIELDS.size()));
        return new Columns(rename, Set.of(ignored), Map.of(), Map.of(), Optional.empty(), List.of());
    }

    private static String csv(List<String> names, List<Row> rows) throws IOException {
        StringWriter text = new StringWriter();
        CsvWriter csv = new CsvWriter(text);
        csv.write(names);
        for (Row row : rows) {
            csv.write(row.values().subList(0, names.size()));
        }
        return text.toString();
    }

    private static String lines(List<String> names, List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            ObjectNode object = JSON.createObjectNode();
            for (int i = 0; i < names.size(); i++) {
                object.put(names.get(i), row.values().get(i));
            }
            text.append(object).append("\n");
        }
        return text.toString();
    }

    private static List<String> meanings(List<FileRow> rows) {
        return rows.stream()
                .map(row -> new String(row.fields().toJson(), StandardCharsets.UTF_8)
                        + row.flaw().map(FieldError::message).orElse(""))
                .toList();
    }

    private static List<FileRow> all(RowReader reader) throws IOException {
        try (reader) {
            List<FileRow> all = new ArrayList<>();
            for (Optional<FileRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                all.add(row.get());
            }
            return all;
        }
    }
}
