package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.newsocialcloud.FieldError;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    private static final String HEADER = "application_id,subject,message\n";

    @Test
    void keepsEveryCharacterOfAQuotedCell() throws IOException {
        FileRow row = only(HEADER + "42,Hei,\"a \"\"quoted\"\" word, a\r\nline break,\rand \u0085 Ærlig 😀\"\n");

        assertThat(row.fields().first("message")).hasValue("a \"quoted\" word, a\r\nline break,\rand \u0085 Ærlig 😀");
    }

    @Test
    void keepsAQuoteInsideAnUnquotedCell() throws IOException {
        assertThat(only(HEADER + "42,5\" screen,it's broken").fields().first("subject"))
                .hasValue("5\" screen");
    }

    @Test
    void keepsAFieldOfNineThousandCharacters() throws IOException {
        String message = "blåbær ".repeat(1_286);

        assertThat(only(HEADER + "42,long,\"" + message + "\"").fields().first("message"))
                .hasValue(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void recognisesTheSeparatorByTheHeader(String separator) throws IOException {
        String file = "application_id,subject,message\n42,\"a, b; c\",text".replace(",", separator);

        assertThat(only(file).fields().first("application_id")).hasValue("42");
        assertThat(only(file).fields().first("message")).hasValue("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesEveryLineEnd(String lineEnd) throws IOException {
        List<FileRow> rows = read("application_id,subject,message\n1,a,b\n\n2,c,d\n".replace("\n", lineEnd));

        assertThat(rows).extracting(FileRow::number).containsExactly(1L, 2L);
        assertThat(rows.get(1).fields().first("message")).hasValue("d");
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        assertThat(only("\uFEFFsubject,message\na,b").fields().first("subject")).hasValue("a");
    }

    @Test
    void namesARaggedRowAndGoesOn() throws IOException {
        List<FileRow> rows = read(HEADER + "1,a,b\n2,c\n3,d,e,f\n4,g,h\n");

        assertThat(rows.get(0).flaw()).isEmpty();
        assertThat(messageOf(rows.get(1))).hasValue("Line 3, column 3: the row has 2 cells, the header has 3.");
        assertThat(messageOf(rows.get(2))).hasValue("Line 4, column 4: the row has 4 cells, the header has 3.");
        assertThat(rows.get(3).flaw()).isEmpty();
    }

    @Test
    void takesSeparatorsThatSeparateNothingAtTheEndOfALine() throws IOException {
        List<FileRow> rows = read("application_id,subject,message,,\n42,s,m,,\n42,s,m\n42,s,m,,,\n42,s,m,,x\n");
        assertThat(rows.subList(0, 3)).allSatisfy(row -> {
            assertThat(messageOf(row)).isEmpty();
            assertThat(row.columns().get()).containsOnlyKeys("application_id", "subject", "message");
        });
        assertThat(messageOf(rows.get(3))).hasValue("Line 5, column 4: the row has 5 cells, the header has 3.");
    }

    @Test
    void namesTextAfterAClosingQuoteAndGoesOnWithTheNextLine() throws IOException {
        List<FileRow> rows = read(HEADER + "1,\"a\" b,c\n2,d,e\n");

        assertThat(messageOf(rows.get(0)))
                .hasValue("Line 2, column 6: text follows a closing quote; double a quote that belongs to the text.");
        assertThat(rows.get(1).fields().first("message")).hasValue("e");
    }

    @Test
    void endsAtAQuoteThatIsNeverClosedWithTheRowsBeforeIt() throws IOException {
        try (CsvRows rows = new CsvRows(new StringReader(HEADER + "1,a,b\n2,\"c,d\n3,e,f\n"), Columns.NONE)) {
            assertThat(rows.next()).isPresent();
            assertThatThrownBy(rows::next)
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("Line 3, column 3: the quote opened here is never closed");
        }
    }

    @Test
    void refusesARowThatIsTooLargeAndGoesOn() throws IOException {
        List<FileRow> rows = read(HEADER + "1,a," + "x".repeat(CsvParser.LARGEST_RECORD + 1) + "\n2,b,c\n");

        assertThat(messageOf(rows.get(0)).orElseThrow())
                .contains("Line 2, column 1: the row that begins here has more than 2097152 characters");
        assertThat(rows.get(1).flaw()).isEmpty();
    }

    @Test
    void refusesAHeaderWithANameThatIsNoField() {
        assertThatThrownBy(() -> read("application_id,subjct,message\n1,a,b\n"))
                .hasMessageContaining("Column 2 of the header, \"subjct\", is no field of a support ticket");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        assertThatThrownBy(() -> read("subject,message,subject\na,b,c\n"))
                .hasMessageContaining("Columns 1 and 3 of the header are both named \"subject\"");
    }

    @Test
    void showsNoControlCharactersOfAHeader() {
        assertThatThrownBy(() -> read("subject,mess\u001b[31mage\na,b\n")).hasMessageContaining("\"mess?[31mage\"");
    }

    @Test
    void recognisesOurOwnReport() {
        assertThatThrownBy(() -> read("row,key,state,ticket_id,reason\n1,a,delivered,1,\n"))
                .hasMessageContaining("This is a report of Ticketbridge");
    }

    @Test
    void understandsTheColumnsOfARejectsFile() throws IOException {
        FileRow row = only("subject,message,creator_phone,ticketbridge_key,ticketbridge_row,ticketbridge_reason,"
                + "ticketbridge_escaped,ticketbridge_json,tags\n"
                + "a,'=1+1,'+47 22,KEY,7,bad,message;creator_phone,tags,\"[\"\"x;y\"\"]\"\n");

        assertThat(row.corrects()).hasValue("KEY");
        assertThat(row.fields().first("message")).hasValue("=1+1");
        assertThat(row.fields().first("creator_phone")).hasValue("+47 22");
        assertThat(row.fields().first("tags")).hasValue("x;y");
        assertThat(row.fields().first("ticketbridge_reason")).isEmpty();
    }

    @Test
    void hasNoRowsWhenThereIsOnlyAHeader() throws IOException {
        assertThat(read(HEADER)).isEmpty();
    }

    private static Optional<String> messageOf(FileRow row) {
        return row.flaw().map(FieldError::message);
    }

    private static FileRow only(String file) throws IOException {
        List<FileRow> rows = read(file);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static List<FileRow> read(String file) throws IOException {
        try (CsvRows rows = new CsvRows(new StringReader(file), Columns.NONE)) {
            List<FileRow> all = new ArrayList<>();
            for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
            return all;
        }
    }
}
