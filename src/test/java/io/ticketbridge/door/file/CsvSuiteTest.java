package io.ticketbridge.door.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.newsocialcloud.FieldError;
import io.ticketbridge.newsocialcloud.TicketCheck;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What RFC 4180, the cases of csv-spectrum and the exports of help desks and spreadsheets ask of a CSV reader. */
class CsvSuiteTest {

    private static final String HEADER = "application_id,subject,message\n";

    @TempDir
    private Path folder;

    /** By what it is, the text, and its records. */
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("simple", "a,b,c\n1,2,3\n", List.of(List.of("a", "b", "c"), List.of("1", "2", "3"))),
                Arguments.of("CRLF", "a,b,c\r\n1,2,3\r\n", List.of(List.of("a", "b", "c"), List.of("1", "2", "3"))),
                Arguments.of("no last line end", "a,b\n1,2", List.of(List.of("a", "b"), List.of("1", "2"))),
                Arguments.of("a comma in quotes", "a,\"x, y\",b\n", List.of(List.of("a", "x, y", "b"))),
                Arguments.of("empty quoted cells", "1,\"\",\"\"\n", List.of(List.of("1", "", ""))),
                Arguments.of("empty cells", ",,\n", List.of(List.of("", "", ""))),
                Arguments.of("doubled quotes", "1,\"ha \"\"ha\"\" ha\"\n", List.of(List.of("1", "ha \"ha\" ha"))),
                Arguments.of("only doubled quotes", "\"\"\"\",\"\"\"\"\"\"\n", List.of(List.of("\"", "\"\""))),
                Arguments.of(
                        "JSON in a cell",
                        "1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
                        List.of(List.of("1", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}"))),
                Arguments.of(
                        "line breaks in quotes",
                        "\"Once upon \na time\",5\n7,8\n",
                        List.of(List.of("Once upon \na time", "5"), List.of("7", "8"))),
                Arguments.of(
                        "CRLF in quotes",
                        "\"a\r\nb\",5\r\n7,8\r\n",
                        List.of(List.of("a\r\nb", "5"), List.of("7", "8"))),
                Arguments.of("CR in quotes", "\"a\rb\",5\r7,8\r", List.of(List.of("a\rb", "5"), List.of("7", "8"))),
                Arguments.of(
                        "quotes and line breaks",
                        "1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
                        List.of(List.of("1", "ha \n\"ha\" \nha"), List.of("3", "4"))),
                Arguments.of(
                        "a quote within a plain cell", "37'37.8\"N,121'W\n", List.of(List.of("37'37.8\"N", "121'W"))),
                Arguments.of("spaces are text", " a , b\n", List.of(List.of(" a ", " b"))),
                Arguments.of(
                        "line ends of three kinds",
                        "1,2\r\n3,4\n5,6\r7,8",
                        List.of(List.of("1", "2"), List.of("3", "4"), List.of("5", "6"), List.of("7", "8"))),
                Arguments.of("empty lines", "\n\r\n1,2\n\n\n3,4\n\n", List.of(List.of("1", "2"), List.of("3", "4"))),
                Arguments.of(
                        "line separators of Unicode", "a\u2028b,c\u0085d\n", List.of(List.of("a\u2028b", "c\u0085d"))),
                Arguments.of("a backslash is a character", "\"a\\\",b\n", List.of(List.of("a\\", "b"))),
                Arguments.of("a mark that is none", "1,\uFEFF2\n", List.of(List.of("1", "\uFEFF2"))),
                Arguments.of("a vertical tab", "a\u000Bb,c\fd\n", List.of(List.of("a\u000Bb", "c\fd"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void readsEachRecordAsItIsWritten(String what, String text, List<List<String>> expected) throws IOException {
        for (char separator : new char[] {',', ';', '\t', '|'}) {
            CsvParser parser = new CsvParser(new CharSource(new StringReader(text.replace(',', separator))), separator);
            List<List<String>> found = new ArrayList<>();
            for (Optional<CsvParser.Parsed> record = parser.next(); record.isPresent(); record = parser.next()) {
                assertThat(record.get().flaw()).as(what).isEmpty();
                found.add(record.get().cells().stream()
                        .map(cell -> cell.replace(separator, ','))
                        .toList());
            }
            assertThat(found).as(what).isEqualTo(expected);
        }
    }

    /** By what is wrong with the second row, that row, and what is said of it. */
    static Stream<Arguments> badRows() {
        return Stream.of(
                Arguments.of("too few cells", "42,s", "Line 3, column 3: the row has 2 cells, the header has 3."),
                Arguments.of("too many cells", "42,s,m,x", "Line 3, column 4: the row has 4 cells, the header has 3."),
                Arguments.of(
                        "text after a closing quote",
                        "42,\"s\"x,m",
                        "Line 3, column 7: text follows a closing quote; double a quote that belongs to the text."),
                Arguments.of(
                        "a quote that swallows a line",
                        "42,\"s,m\n42,s,\"m\"",
                        "Line 4, column 7: text follows a closing quote (opened in line 3, column 4); double a quote that"
                                + " belongs to the text."),
                Arguments.of(
                        "a space before a quote",
                        "42, \"a, b\",m",
                        "Line 3, column 4: the row has 4 cells, the header has 3."),
                Arguments.of(
                        "too many columns",
                        "42" + ",".repeat(2_000),
                        "Line 3, column 2003: a row has at most 2000 cells."),
                Arguments.of(
                        "NUL in a message",
                        "42,s,a\0b",
                        "The message parameter is invalid: must not contain the character U+0000."),
                Arguments.of(
                        "a message beyond its limit",
                        "42,s," + "x".repeat(FileRow.LONGEST_MESSAGE + 1),
                        "The message parameter is invalid: must have at most 1048576 characters."),
                Arguments.of(
                        "a subject beyond its limit",
                        "42," + "x".repeat(20_001) + ",m",
                        "The subject parameter is invalid: must have at most 20000 characters."),
                Arguments.of(
                        "a row beyond its limit",
                        "42,s,\"" + "x".repeat(CsvParser.LARGEST_RECORD) + "\"",
                        "Line 3, column 1: the row that begins here has more than 2097152 characters; look for a quote that is not closed."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRows")
    void saysWhatIsWrongWithARowAndGoesOn(String what, String row, String message) throws IOException {
        List<String> outcomes = outcomes((HEADER + "42,first,m\n" + row + "\n42,last,m\n").getBytes(UTF_8));

        assertThat(outcomes).as(what).containsExactly("first", message, "last");
    }

    /** By what is wrong with the file, its text, and what is said of it. */
    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of(
                        "a name twice", "subject,message,subject\n", "Columns 1 and 3 of the header are both named"),
                Arguments.of("a name that is none", "subject,,message\n", "Column 2 of the header has no name."),
                Arguments.of(
                        "NUL in a name", "subj\0ect,message\n", "Column 1 of the header, \"subj?ect\", is no field"),
                Arguments.of("too many names", "subject" + ",message".repeat(2_000), "a row has at most 2000 cells"),
                Arguments.of(
                        "an open quote in the header",
                        "subject,\"message\n1,2\n",
                        "Line 1, column 9: the quote opened"),
                Arguments.of("nothing but line ends", "\r\n\n\n", "The file has no header line."),
                Arguments.of("nothing", "", "The file is empty."),
                Arguments.of(
                        "a page", "<!DOCTYPE html>\n<html>\n", "Column 1 of the header, \"<!DOCTYPE html>\", is no"),
                Arguments.of(
                        "a zip file", "PK\003\004\024\0\b\b", "Column 1 of the header, \"PK??????\", is no field"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void saysWhatIsWrongWithAFile(String what, String text, String message) throws IOException {
        assertThat(outcomes(text.getBytes(UTF_8)))
                .as(what)
                .hasSize(1)
                .first()
                .asString()
                .contains(message);
    }

    static Stream<Arguments> encodings() {
        String text = HEADER + "42,Blåbær – 5 €,m\n";
        Charset latin = Charset.forName("windows-1252");
        return Stream.of(
                Arguments.of("UTF-8", text.getBytes(UTF_8)),
                Arguments.of("UTF-8 with its mark", ("\uFEFF" + text).getBytes(UTF_8)),
                Arguments.of("UTF-16LE with its mark", ("\uFEFF" + text).getBytes(UTF_16LE)),
                Arguments.of("UTF-16BE with its mark", ("\uFEFF" + text).getBytes(UTF_16BE)),
                Arguments.of("UTF-16LE", text.getBytes(UTF_16LE)),
                Arguments.of("UTF-16BE", text.getBytes(UTF_16BE)),
                Arguments.of("UTF-32LE with its mark", ("\uFEFF" + text).getBytes(Charset.forName("UTF-32LE"))),
                Arguments.of("windows-1252", text.getBytes(latin)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void readsEveryEncodingAlike(String what, byte[] bytes) throws IOException {
        assertThat(outcomes(bytes)).as(what).containsExactly("Blåbær – 5 €");
    }

    @Test
    void keepsNaughtyStringsAsTheyAre() throws IOException {
        List<String> naughty = List.of(
                "undefined",
                "NULL",
                "1E+02",
                "0x0",
                "1/2",
                "Ω≈ç√∫˜µ≤≥÷",
                "社會科學院語學研究所",
                "ثم نفس سقطت وبالتحديد",
                "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
                "👾 🙇 💁🏽 🏳️‍🌈",
                "\u202etest\u202e",
                "\u2066test\u2067",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/a}",
                "{{7*7}} ${7*7} #{7*7} ${body} ${sys.user.home}",
                "'; DROP TABLE intent; --",
                "../../../../etc/passwd%00",
                "%d %n %s %x",
                "\u001b[31mred",
                "\u00a0a\u2003b\u200bc",
                "=cmd|' /C calc'!A0",
                "\\\"\\",
                "\uD800\uDC00");
        StringBuilder csv = new StringBuilder(HEADER);
        naughty.forEach(
                text -> csv.append("42,\"").append(text.replace("\"", "\"\"")).append("\",m\n"));

        assertThat(outcomes(csv.toString().getBytes(UTF_8))).isEqualTo(naughty);
    }

    /** The subject of each good row, what is wrong with each other, and with the file. */
    private List<String> outcomes(byte[] bytes) throws IOException {
        List<String> outcomes = new ArrayList<>();
        try (OpenRows rows = OpenRows.of(BatchFile.identify(Files.write(folder.resolve("a.csv"), bytes)))) {
            for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                outcomes.add(row.get().flaw().map(FieldError::message).orElse(checked(row.get())));
            }
        } catch (UnusableFileException e) {
            outcomes.add(e.reason().text());
        }
        return outcomes;
    }

    private static String checked(FileRow row) {
        return TicketCheck.check(row.fields()) instanceof TicketCheck.Result.Invalid invalid
                ? invalid.error().message()
                : row.fields().first("subject").orElseThrow();
    }
}
