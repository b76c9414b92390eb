package io.ticketbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.socialboards.CreateTicketRequest.CustomField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {default: {categoryId: 1}}                   | applications.default.categoryId is not a key
            {default: {category-id: Oslo}}               | applications.default.category-id must be a whole number
            {default: {category-id: }}                   | applications.default.category-id must be a whole number
            {default: {category-id: 1.5}}                | applications.default.category-id must be a whole number
            {"42": {tags: bil}}                          | applications.42.tags must be a list
            {"42": {tags: [true]}}                       | applications.42.tags must be text; put it in quotes
            {"42": {cc: [kari]}}                         | applications.42.cc must be an e-mail address
            {"42": {custom-fields: {x: 1}}}              | applications.42.custom-fields.x must have a whole number as its id
            {"42": {custom-fields: {7: 1, 07: 2}}}       | applications.42.custom-fields.07 is given twice
            {"42": {sentiment: happy}}                   | applications.42.sentiment must be one of question
            {"42": {allow-html: 'yes'}}                  | applications.42.allow-html must be true or false
            {"42": {source-name: '${field.title}'}}      | applications.42.source-name has a ${field.NAME} whose NAME is no field
            {"42": {}, 42: {}}                           | has a key twice
            {"42": [}                                    | cannot be read as YAML
            {"42": 1}                                    | applications.42 must be a block of keys
            {}                                           | applications must be a block
            """)
    void namesFileKeyAndRuleOfWhatCannotBeUsed(String applications, String rule) throws IOException {
        Path file = write("applications: " + applications);

        assertThatThrownBy(() -> Mapping.load(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(rule);
    }

    @Test
    void namesAnUnknownKeyAndAMissingFile() throws IOException {
        Path unknown = write("aplications: {}");

        assertThatThrownBy(() -> Mapping.load(unknown)).hasMessageContaining("aplications is not a key");
        assertThatThrownBy(() -> Mapping.load(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void hasAFingerprintOfItsMeaningAlone() throws IOException {
        Mapping one = Mapping.load(write("applications: {'42': {tags: [a], category-id: 7}, default: {}}"));
        Mapping same =
                Mapping.load(write("# x\napplications:\n  default: {}\n  42:\n    category-id: 7\n    tags: ['a']"));
        Mapping other = Mapping.load(write("applications: {'42': {tags: [b], category-id: 7}, default: {}}"));

        assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void knowsApplicationsWithAProfileOfTheirOwnOrADefault() throws IOException {
        assertThat(Mapping.load(write("applications: {'42': {}}")).knows("42")).isTrue();
        assertThat(Mapping.load(write("applications: {'42': {}}")).knows("7")).isFalse();
        assertThat(Mapping.load(write("applications: {default: {}}")).knows("7"))
                .isTrue();
    }

    @Test
    void putsTheTicketKeyIntoTheCorrelationFieldOverAllElse() throws IOException {
        Mapping mapping = Mapping.load(write("applications: {default: {custom-fields: {9: forged, 8: kept}}}"));

        Mapping.Result result = mapping.map(SupportTicket.of("42", "s", "m"), OptionalLong.of(9), "key-1");

        assertThat(((Mapping.Result.Mapped) result).request().customFields())
                .containsExactly(new CustomField(8, "kept"), new CustomField(9, "key-1"));
    }

    @Test
    void readsTheMappingThatShips() {
        Mapping shipped = Mapping.load(Path.of("config/mapping.yaml"));

        assertThat(shipped.knows("42")).isTrue();
        assertThat(shipped.knows("anything")).isTrue();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "mapping", ".yaml"), yaml);
    }
}
