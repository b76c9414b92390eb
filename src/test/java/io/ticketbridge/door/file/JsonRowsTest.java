package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {

    @Test
    void readsEachElementOfAnArray() throws IOException {
        List<FileRow> rows = array(" [ {\"subject\":\"a ] } , \\\" b\"}\n, {\"subject\":\"Ærlig 😀\\n\"} ]\n");

        assertThat(rows)
                .extracting(row -> row.fields().first("subject").orElseThrow())
                .containsExactly("a ] } , \" b", "Ærlig 😀\n");
    }

    @Test
    void readsOneObjectAsOneRow() throws IOException {
        assertThat(array("{\"subject\":\"a\"}")).hasSize(1);
    }

    @Test
    void hasNoRowsWhenTheArrayIsEmpty() throws IOException {
        assertThat(array("\uFEFF[ ]")).isEmpty();
    }

    @Test
    void namesAnElementThatIsNotValidAndGoesOn() throws IOException {
        List<FileRow> rows = array("[{\"subject\":\"a\"},\n {\"subject\":nul},\n 7,\n {\"subject\":\"b\"}]");

        assertThat(messageOf(rows.get(1)).orElseThrow())
                .startsWith("Line 2, column ")
                .contains("not valid JSON");
        assertThat(messageOf(rows.get(2))).hasValue("Line 3, column 2: a row must be a JSON object.");
        assertThat(rows.get(3).fields().first("subject")).hasValue("b");
    }

    @Test
    void refusesAFieldThatIsGivenTwice() throws IOException {
        List<FileRow> rows = lines("{\"subject\":\"a\",\"subject\":\"b\"}\n{\"subject\":\"c\"}");

        assertThat(messageOf(rows.get(0))).hasValue("Line 1, column 26: a row must give subject only once.");
        assertThat(rows.get(1).flaw()).isEmpty();
    }

    @Test
    void refusesTextBehindARow() throws IOException {
        List<FileRow> rows = lines("{\"subject\":\"a\"} {}\n{\"subject\":\"c\"} x");

        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(messageOf(row).orElseThrow())
                .endsWith("a row must be one JSON object, and other text follows it."));
    }

    @Test
    void endsWhereAnArrayIsCutOffWithTheRowsBeforeIt() throws IOException {
        try (JsonRows rows = new JsonRows(new StringReader("[{\"subject\":\"a\"},\n{\"subject\":\"b"), Columns.NONE)) {
            assertThat(rows.next()).isPresent();
            assertThatThrownBy(rows::next)
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("Line 2, column 1: what begins here is not closed");
        }
    }

    @Test
    void refusesTextAfterTheArray() {
        assertThatThrownBy(() -> array("[{\"subject\":\"a\"}]\n[1]"))
                .hasMessageContaining("Line 2, column 1: text follows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "subject,message", "  "})
    void refusesWhatIsNoArray(String file) {
        assertThatThrownBy(() -> array(file)).hasMessageContaining("must be a JSON array of objects");
    }

    @Test
    void recognisesOurOwnSummary() {
        assertThatThrownBy(() -> array("{\"file\":\"a\",\"batch\":\"b\",\"repeats\":null,\"rows\":1,\"delivered\":1,"
                        + "\"rejected\":0,\"duplicate\":0,\"waiting\":0,\"unknown\":0,\"dead\":0}"))
                .hasMessageContaining("This is a report of Ticketbridge");
    }

    @Test
    void readsEachLineAndSkipsEmptyOnes() throws IOException {
        List<FileRow> rows = lines("{\"subject\":\"a\"}\r\n\n  \n{\"subject\":\"b\"}\nnot json\n{\"subject\":\"c\"}");

        assertThat(rows).extracting(FileRow::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(messageOf(rows.get(2))).hasValue("Line 5, column 4: this is not valid JSON.");
        assertThat(rows.get(3).fields().first("subject")).hasValue("c");
    }

    @Test
    void refusesALineThatIsTooLongAndGoesOn() throws IOException {
        List<FileRow> rows = lines("{\"subject\":\"" + "x".repeat(JsonRow.LARGEST) + "\"}\n{\"subject\":\"b\"}");

        assertThat(messageOf(rows.get(0)).orElseThrow()).contains("at most 2097152 characters");
        assertThat(rows.get(1).flaw()).isEmpty();
    }

    @Test
    void becomesCellsThatMeanTheSame() throws Exception {
        FileRow row = lines("{\"application_id\":42,\"subject\":\"a\",\"tags\":[\"x\",\"y\"],\"cc\":[\"a;b\"],"
                        + "\"creator\":{\"name\":\"Åse\",\"phoneNumber\":null},\"isHtml\":true,"
                        + "\"customFields\":[{\"id\":7,\"value\":\"Oslo\"}],\"unknown\":1}")
                .get(0);

        assertThat(row.columns().get())
                .containsEntry("application_id", "42")
                .containsEntry("tags", "x;y")
                .containsEntry("cc", "[\"a;b\"]")
                .containsEntry("creator_name", "Åse")
                .containsEntry("creator_phone", "null")
                .containsEntry("custom_field_7", "Oslo")
                .containsEntry("ticketbridge_json", "cc;creator_phone")
                .doesNotContainKey("unknown");
        assertThat(NamedCells.of(
                        TicketFields.ofJson(NamedCells.toObject(row.columns().get()))))
                .isEqualTo(row.columns().get());
    }

    private static Optional<String> messageOf(FileRow row) {
        return row.flaw().map(FieldError::message);
    }

    private static List<FileRow> array(String file) throws IOException {
        try (JsonRows rows = new JsonRows(new StringReader(file), Columns.NONE)) {
            return all(rows);
        }
    }

    private static List<FileRow> lines(String file) throws IOException {
        try (NdjsonRows rows = new NdjsonRows(new StringReader(file), Columns.NONE)) {
            return all(rows);
        }
    }

    private static List<FileRow> all(RowReader rows) throws IOException {
        List<FileRow> all = new ArrayList<>();
        for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
            all.add(row.get());
        }
        return all;
    }
}
