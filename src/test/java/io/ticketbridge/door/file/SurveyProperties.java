package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.intake.Admission;
import io.ticketbridge.intake.ModeRule;
import io.ticketbridge.ledger.Preview;
import io.ticketbridge.ledger.Upstream;
import io.ticketbridge.mapping.Mapping;
import io.ticketbridge.newsocialcloud.SupportTicket.Mode;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class SurveyProperties {

    private static final Mapping MAPPING = Mapping.load(Path.of("config", "mapping.yaml"));
    private static final Admission ADMISSION =
            new Admission(() -> MAPPING, new ModeRule(Upstream.LIVE, Mode.LIVE, true));

    /** @param subject empty = the row is invalid */
    record Row(String application, String subject, String message, boolean test) {

        boolean isValid() {
            return !subject.isEmpty();
        }

        String destination() {
            return (test ? "sandbox " : "live ") + application;
        }

        Set<UnicodeScript> scripts() {
            Set<UnicodeScript> scripts = (subject + message)
                    .codePoints()
                    .mapToObj(UnicodeScript::of)
                    .collect(Collectors.toCollection(HashSet::new));
            scripts.removeAll(Set.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN));
            return scripts;
        }
    }

    @Property(tries = 200)
    void aSampleCoversEveryPlaceAndEveryScript(
            @ForAll("files") List<Row> rows, @ForAll @IntRange(min = 0, max = 40) int most) throws IOException {
        Survey survey = survey(rows);

        SortedSet<Long> sample = survey.first(most);

        List<Row> valid = rows.stream().filter(Row::isValid).toList();
        List<Row> sampled =
                sample.stream().map(row -> rows.get(row.intValue() - 1)).toList();
        assertThat(sampled).allMatch(Row::isValid);
        assertThat(sampled.stream().map(Row::destination).collect(Collectors.toSet()))
                .isEqualTo(valid.stream().map(Row::destination).collect(Collectors.toSet()));
        assertThat(scripts(sampled)).isEqualTo(scripts(valid));
        assertThat(sample).hasSizeGreaterThanOrEqualTo(Math.min(most, valid.size()));
        if (sample.size() > most) {
            assertThat(survey.first(0)).isEqualTo(sample);
        }
        assertThat(survey.first(most)).isEqualTo(sample);
    }

    @Property(tries = 100)
    void itsCountsAreThoseOfTheFile(@ForAll("files") List<Row> rows) throws IOException {
        Survey survey = survey(rows);

        long invalid = rows.stream().filter(row -> !row.isValid()).count();
        assertThat(survey.rows()).isEqualTo(rows.size());
        assertThat(survey.invalid()).isEqualTo(invalid);
        assertThat(survey.toBeSent()).isEqualTo(rows.size() - invalid);
        assertThat(survey.destinations().values()).satisfies(counts -> assertThat(
                        counts.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(rows.size() - invalid));
        survey.scripts().forEach((script, count) -> assertThat(
                        rows.stream().filter(Row::isValid).filter(row -> row.scripts()
                                .contains(script)))
                .hasSize(count.intValue()));
        assertThat(survey.scripts().keySet())
                .isEqualTo(scripts(rows.stream().filter(Row::isValid).toList()));
    }

    @Property
    void aSampleIsSpreadEvenly(
            @ForAll @IntRange(min = 1, max = 3_000) int rows, @ForAll @IntRange(min = 1, max = 100) int most) {
        SampleRows sampleRows = new SampleRows();
        for (int row = 1; row <= rows; row++) {
            sampleRows.add(row, false);
        }

        List<Long> sample = new ArrayList<>(sampleRows.choose(most));

        assertThat(sample).hasSize(Math.min(most, rows));
        long share = rows / sample.size();
        List<Long> ends = new ArrayList<>(sample);
        ends.add(0, 1 - sample.get(0));
        ends.add(2L * rows + 1 - sample.get(sample.size() - 1));
        for (int i = 1; i < ends.size(); i++) {
            assertThat(ends.get(i) - ends.get(i - 1)).isBetween(share - 1, share + 2);
        }
    }

    private static Set<UnicodeScript> scripts(List<Row> rows) {
        return rows.stream().flatMap(row -> row.scripts().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Survey survey(List<Row> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("application_id,subject,message,mode"));
        for (Row row : rows) {
            lines.add(row.application() + "," + row.subject() + ",\"" + row.message() + "\","
                    + (row.test() ? "test" : ""));
        }
        Path file = Files.createTempFile("survey", ".csv");
        try {
            Files.write(file, lines);
            return Survey.of(
                    BatchFile.identify(file.toRealPath()),
                    Columns.NONE,
                    ADMISSION,
                    Preview.ofEmptyLedger(),
                    ForeseenBatch.alone("survey"));
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<Row>> files() {
        Arbitrary<String> texts =
                Arbitraries.of("Hei", "Привет", "こんにちは", "مرحبا", "漢字", "한국", "Ωμέγα", "1234 !?", "𐍈𐌰", "é́");
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.of("42", "43", "a", "Z-9"),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("Hei")),
                                Tuple.of(2, texts),
                                Tuple.of(1, Arbitraries.just(""))),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("Hei")),
                                Tuple.of(
                                        1,
                                        texts.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join(" ", parts)))),
                        Arbitraries.of(true, false, false, false))
                .as(Row::new);
        return row.list().ofMaxSize(60);
    }
}
