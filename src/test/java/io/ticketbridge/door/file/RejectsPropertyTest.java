package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticketbridge.ledger.Batches;
import io.ticketbridge.ledger.Reason;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.TicketCheck;
import io.ticketbridge.newsocialcloud.TicketJson;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What a rejects file says is what the rejected rows said, and no spreadsheet finds a formula in it. */
class RejectsPropertyTest {

    private static final List<String> FIELDS = List.of(
            "application_id",
            "subject",
            "message",
            "external_id",
            "tags",
            "cc",
            "category_id",
            "assignee_id",
            "creator_phone",
            "is_html",
            "attachment_urls",
            "custom_field_7");
    private static final List<String> OWN_NAMES =
            List.of("=Title", "Body;1", "-Notes", "'@quoted", "Secret", "external_id", "a\\u003Bb");
    private static final Columns OWN = Columns.parse(
            "rename: {\"=Title\": subject, \"a\\\\u003Bb\": tags}\n"
                    + "ignore: [Secret]\n"
                    + "set: {application_id: \"42\"}\n"
                    + "join: {message: {from: [\"Body;1\", \"-Notes\"], with: \"\\n\\n\"}}\n"
                    + "key: [\"'@quoted\"]\n",
            "own.yaml");
    private static final Reason REASON = new Reason("Test", "-1 is what the upstream said.");

    @Provide
    Arbitrary<String> cell() {
        Arbitrary<String> nasty = Arbitraries.of(
                "",
                " ",
                "=1+1",
                "'=1+1",
                "''=1",
                "+47 22",
                "-5",
                "@sum",
                "\t=x",
                "\r",
                "\r\n- a\r\n- b",
                "a;=b",
                "a|+b",
                "\"=1\"",
                "a;\"\"=b",
                "'",
                "''",
                "\"",
                "a,b",
                "x;y",
                ";",
                "null",
                "[\"a\"]",
                "{}",
                "42",
                "true",
                "Ærlig 😀",
                "\u0000",
                "a\u0000b",
                "\uFEFF",
                "\uFF1Dx",
                "%0A",
                "|x",
                "\u2028",
                "a\nb",
                "ja",
                "7");
        Arbitrary<String> any = Arbitraries.strings()
                .withChars("=+-@'\"\t\r\n;,|% a\\{[é\u0000\uFF0B")
                .ofMaxLength(12);
        return Arbitraries.frequencyOf(Tuple.of(2, nasty), Tuple.of(3, any));
    }

    @Provide
    Arbitrary<List<Map<String, String>>> rows() {
        Arbitrary<Map<String, String>> row = Arbitraries.maps(Arbitraries.of(FIELDS), cell());
        return row.list().ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 400)
    void theRejectsOfACsvFileSayTheSame(
            @ForAll("rows") List<Map<String, String>> rows, @ForAll("resaved") UnaryOperator<String> resaved)
            throws IOException {
        StringWriter original = new StringWriter();
        CsvWriter csv = new CsvWriter(original);
        csv.write(FIELDS);
        for (Map<String, String> row : rows) {
            csv.write(FIELDS.stream().map(name -> row.getOrDefault(name, "")).toList());
        }

        sayTheSame(csv(original.toString(), Columns.NONE), Columns.NONE, resaved);
    }

    @Property(tries = 600)
    void theRejectsOfAJsonFileSayTheSame(
            @ForAll("objects") List<ObjectNode> objects, @ForAll("resaved") UnaryOperator<String> resaved)
            throws IOException {
        String lines = String.join("\n", objects.stream().map(NamedCells::json).toList());
        String array = NamedCells.json(JsonNodeFactory.instance.arrayNode().addAll(objects));

        sayTheSame(all(new NdjsonRows(new StringReader(lines), Columns.NONE)), Columns.NONE, resaved);
        sayTheSame(all(new JsonRows(new StringReader(array), Columns.NONE)), Columns.NONE, resaved);
    }

    @Property(tries = 300)
    void whatPassedAColumnsFileSaysTheSameUnderItAgain(
            @ForAll("ownRows") List<Map<String, String>> rows, @ForAll("resaved") UnaryOperator<String> resaved)
            throws IOException {
        StringWriter original = new StringWriter();
        CsvWriter csv = new CsvWriter(original);
        csv.write(OWN_NAMES);
        String lines = "";
        for (Map<String, String> row : rows) {
            csv.write(OWN_NAMES.stream().map(name -> row.getOrDefault(name, "")).toList());
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            row.forEach(object::put);
            lines += NamedCells.json(object) + "\n";
        }

        sayTheSame(csv(original.toString(), OWN), OWN, resaved);
        sayTheSame(all(new NdjsonRows(new StringReader(lines), OWN)), OWN, resaved);
    }

    @Provide
    Arbitrary<List<Map<String, String>>> ownRows() {
        return Arbitraries.maps(Arbitraries.of(OWN_NAMES), cell())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 1000)
    void markingIsUndoneExactly(@ForAll("cell") String cell) {
        String marked = FormulaGuard.escape(cell);

        assertThat(FormulaGuard.unescape(marked)).isEqualTo(cell);
        for (String part : marked.split("[;|\\t\\r\\n]")) {
            assertThat(part.replace("\"", ""))
                    .doesNotStartWith("=")
                    .doesNotStartWith("+")
                    .doesNotStartWith("@");
        }
        assertThat(marked).doesNotMatch("(?s)[=+@%|\\t\\r\\n-].*");
    }

    @Property
    void namesComeBackFromTheirList(@ForAll("names") List<String> names) {
        assertThat(NameList.split(NameList.join(names))).isEqualTo(names);
        assertThat(FormulaGuard.isDangerous(NameList.join(names))).isFalse();
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .withChars("=-;\\u003Ba'\" |\té")
                .ofMinLength(1)
                .ofMaxLength(9)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<ObjectNode>> objects() {
        Arbitrary<String> text = Arbitraries.frequencyOf(
                Tuple.of(5, cell()), Tuple.of(1, Arbitraries.of("\uD83D", "a\uDE00b", "\uD83D\u0000")));
        Arbitrary<JsonNode> scalar = Arbitraries.frequencyOf(
                Tuple.of(6, text.map(JsonNodeFactory.instance::textNode)),
                Tuple.of(
                        1,
                        Arbitraries.of("null", "42", "1.50", "-7", "1e400", "true")
                                .map(RejectsPropertyTest::json)));
        Arbitrary<JsonNode> list = scalar.list()
                .ofMaxSize(3)
                .map(all -> JsonNodeFactory.instance.arrayNode().addAll(all));
        Arbitrary<JsonNode> object = Arbitraries.of(
                        "{}",
                        "{\"name\":\"=x\"}",
                        "{\"url\":\"https://a.example/b\",\"name\":\"b;c\"}",
                        "[{\"url\":\"https://a.example/b\"}]",
                        "[{\"id\":7,\"value\":\"-x\"}]",
                        "[[\"a\"]]")
                .map(RejectsPropertyTest::json);
        Arbitrary<JsonNode> value =
                Arbitraries.frequencyOf(Tuple.of(6, scalar), Tuple.of(2, list), Tuple.of(1, object));
        List<String> names = new ArrayList<>(FIELDS);
        names.addAll(
                List.of("creator", "customFields", "attachments", "categoryId", "isHtml", "colour", "custom_field_x"));
        return Arbitraries.maps(Arbitraries.of(names), value)
                .map(fields -> {
                    ObjectNode object1 = JsonNodeFactory.instance.objectNode();
                    object1.setAll(fields);
                    return object1;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static JsonNode json(String text) {
        try {
            return TicketJson.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a spreadsheet makes of a file that it saves again. */
    @Provide
    Arbitrary<UnaryOperator<String>> resaved() {
        Arbitrary<Character> separator = Arbitraries.of(',', ';', '\t', '|');
        Arbitrary<String> lineEnd = Arbitraries.of("\n", "\r\n", "\r");
        Arbitrary<Boolean> quoteAll = Arbitraries.of(true, false);
        return Combinators.combine(separator, lineEnd, quoteAll)
                .as((between, end, quoted) -> text -> saved(text, between, end, quoted));
    }

    private static String saved(String csv, char separator, String lineEnd, boolean quoteAll) {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CharSource source = new CharSource(new StringReader(csv))) {
            CsvParser parser = new CsvParser(source, ',');
            for (Optional<CsvParser.Parsed> row = parser.next(); row.isPresent(); row = parser.next()) {
                List<String> cells = row.get().cells().stream()
                        .map(cell -> quoteAll || cell.matches("(?s).*[,;\t|\"\r\n].*")
                                ? '"' + cell.replace("\"", "\"\"") + '"'
                                : cell)
                        .toList();
                text.append(String.join(String.valueOf(separator), cells)).append(lineEnd);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void sayTheSame(List<FileRow> originals, Columns columns, UnaryOperator<String> resaved)
            throws IOException {
        String rejects = rejects(originals, columns);
        noFormulaIn(rejects);
        List<FileRow> again = csv(rejects, columns);
        List<FileRow> saved = csv(resaved.apply(rejects), columns);

        assertThat(again).hasSameSizeAs(originals);
        assertThat(saved).hasSameSizeAs(originals);
        for (int i = 0; i < originals.size(); i++) {
            FileRow original = originals.get(i);
            for (FileRow row : List.of(again.get(i), saved.get(i))) {
                assertThat(row.corrects()).contains("key " + (i + 1));
                if (row.flaw().isEmpty() || original.flaw().equals(row.flaw())) {
                    assertThat(meaning(row)).isEqualTo(meaning(original));
                    assertThat(row.key()).isEqualTo(original.key());
                } else {
                    assertThat(row.columns().get().get(OwnColumns.FLAW)).isNotEmpty();
                    assertThat(meaning(original)).isNotInstanceOf(SupportTicket.class);
                }
            }
        }
    }

    private static Object meaning(FileRow row) {
        if (row.flaw().isPresent()) {
            return List.of(row.flaw());
        }
        return TicketCheck.check(row.fields()) instanceof TicketCheck.Result.Valid valid
                ? valid.ticket()
                : TicketCheck.check(row.fields());
    }

    private static String rejects(List<FileRow> rows, Columns columns) throws IOException {
        List<Map<String, String>> cells = new ArrayList<>();
        for (FileRow row : rows) {
            cells.add(new RejectedRow(columns)
                    .cells(
                            row,
                            new Batches.Row(
                                    row.number(),
                                    Optional.of("key " + row.number()),
                                    "rejected",
                                    Optional.empty(),
                                    Optional.of(REASON))));
        }
        StringWriter writer = new StringWriter();
        RejectsTable table = new RejectsTable();
        cells.forEach(table::survey);
        table.begin(writer);
        for (Map<String, String> row : cells) {
            table.write(new LinkedHashMap<>(row));
        }
        return writer.toString();
    }

    private static void noFormulaIn(String rejects) throws IOException {
        try (CharSource source = new CharSource(new StringReader(rejects))) {
            CsvParser parser = new CsvParser(source, ',');
            for (Optional<CsvParser.Parsed> row = parser.next(); row.isPresent(); row = parser.next()) {
                assertThat(row.get().cells()).noneMatch(cell -> cell.matches("(?s)[=+@%|\\t\\r\\n-].*"));
            }
        }
    }

    private static List<FileRow> csv(String text, Columns columns) throws IOException {
        return all(new CsvRows(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text), columns));
    }

    private static List<FileRow> all(RowReader reader) throws IOException {
        try (RowReader rows = reader) {
            List<FileRow> all = new ArrayList<>();
            for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
            return all;
        }
    }
}
