package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    private static final String FULL = """
            # from the old help desk
            rename: {Title: subject, "Ticket no": custom_field_007}
            ignore: [Internal, "Sist endret"]
            set: {application_id: 42, mode: test}
            join: {message: {from: [Body, Notes], with: "\\n--\\n"}}
            unknown-columns: ignore
            key: [Ticket no]
            """;

    @Test
    void readsEveryKey() {
        assertThat(Columns.parse(FULL, "a.yaml"))
                .isEqualTo(new Columns(
                        Map.of("Title", "subject", "Ticket no", "custom_field_7"),
                        Set.of("Internal", "Sist endret"),
                        Map.of("application_id", "42", "mode", "test"),
                        Map.of("message", new Columns.Join(List.of("Body", "Notes"), "\n--\n")),
                        Optional.of(Columns.Unknown.IGNORE),
                        List.of("Ticket no")));
    }

    @Test
    void writesWhatItReadsTheSame() {
        Columns columns = Columns.parse(FULL, "a.yaml");

        assertThat(Columns.parse(columns.yaml(), "b.yaml")).isEqualTo(columns);
        assertThat(columns.fingerprint())
                .hasSize(64)
                .isNotEqualTo(columns.withKey(List.of("Id")).fingerprint());
    }

    @Test
    void isNothingWithoutAKey() {
        assertThat(Columns.parse("# nothing\n", "a.yaml")).isEqualTo(Columns.NONE);
        assertThat(Columns.parse("", "a.yaml").yaml()).isEmpty();
        assertThat(Columns.NONE.fingerprint()).isEmpty();
    }

    @Test
    void comparesNamesInOneFormAndWithoutSpaceAround() {
        assertThat(Columns.parse("ignore: [' A\u030Arsak ']", "a.yaml").ignore())
                .containsExactly("\u00C5rsak");
    }

    @Test
    void takesAColumnsNameForTextWhateverYamlCallsIt() {
        Columns columns = Columns.parse(
                "rename: {Yes: subject, y: message}\nkey: [No, Off, 0123, 1.0, 1_000, 0x1F]\nset: {is_html: true}\n",
                "a.yaml");

        assertThat(columns.rename()).containsOnlyKeys("Yes", "y");
        assertThat(columns.key()).containsExactly("No", "Off", "0123", "1.0", "1_000", "0x1F");
        assertThat(columns.set()).containsEntry("is_html", "true");
        assertThat(Columns.parse(columns.yaml(), "b.yaml")).isEqualTo(columns);
    }

    @Test
    void joinsWithABlankLineWhenNothingIsSaid() {
        assertThat(Columns.parse("join: {message: {from: [A, B]}}", "a.yaml")
                        .join()
                        .get("message")
                        .with())
                .isEqualTo("\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "renam: {A: subject} | a.yaml: \"renam\": is not a key",
                "rename: {A: subjct} | a.yaml: \"rename.A\": \"subjct\" is no field of a support ticket.",
                "rename: {A: ticketbridge_key} | a.yaml: \"rename.A\": \"ticketbridge_key\" is no field",
                "rename: {A: subject, B: subject} | a.yaml: \"rename.B\": makes the field subject, which \"rename.A\"",
                "rename: {A: custom_field_7, B: custom_field_07} | \"rename.B\": makes the field custom_field_7",
                "rename: [A] | a.yaml: \"rename\": must be a block",
                "rename: {A: [subject]} | a.yaml: \"rename.A\": must be text",
                "rename: {A: subject, A: message} | cannot be read as YAML, or has a key twice",
                "rename: {' A': subject, 'A': message} | names a column that is there already",
                "rename: {ticketbridge_key: subject} | a column of Ticketbridge's own",
                "set: {subject: {a: b}} | a.yaml: \"set.subject\": must be text",
                "set: {tags: [a]} | a.yaml: \"set.tags\": must be text",
                "`rename: {A: subject}\nset: {subject: x}` | a.yaml: \"set.subject\": makes the field subject",
                "join: {message: [A]} | a.yaml: \"join.message\": must be a block",
                "join: {message: {from: []}} | a.yaml: \"join.message.from\": must name at least one column",
                "join: {message: {from: [A], wit: x}} | a.yaml: \"join.message.wit\": is not a key",
                "ignore: A | a.yaml: \"ignore\": must be a list",
                "ignore: [A, A] | a.yaml: \"ignore\": names \"A\" twice",
                "`ignore: [A]\nkey: [A]` | a.yaml: \"ignore\": names \"A\", which another key uses",
                "`ignore: [A]\nrename: {A: subject}` | a.yaml: \"ignore\": names \"A\", which another key uses",
                "unknown-columns: warn | a.yaml: \"unknown-columns\": must be error or ignore",
                "key: 7 | a.yaml: \"key\": must be a list",
                "[rename] | a.yaml must be a block",
                "'rename: {A' | a.yaml",
            })
    void refusesWhatItDoesNotUnderstandNamingFileKeyAndRule(String yaml, String message) {
        assertThatThrownBy(() -> Columns.parse(yaml, "a.yaml"))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(message.strip())
                .hasMessageStartingWith("a.yaml");
    }
}
