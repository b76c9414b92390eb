package io.ticketbridge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The shipped {@code config/application.properties} and the code say the same. After a change of {@link Keys},
 * {@code mvn test -Dtest=ApplicationPropertiesTest -Dticketbridge.write-keys=true} writes the file anew.
 */
class ApplicationPropertiesTest {

    private static final Path FILE = Path.of("config", ConfigurationSources.FILE_NAME);

    @Test
    void theShippedFileListsEveryKeyWithDefaultUnitAndMeaning() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("ticketbridge.write-keys")) {
            Files.writeString(FILE, expected);
        }

        assertThat(Files.readString(FILE)).isEqualTo(expected);
    }

    @Test
    void theListOfKeysIsComplete() {
        List<?> declared = Arrays.stream(Keys.class.getFields())
                .filter(field -> field.getType() == Key.class)
                .map(ApplicationPropertiesTest::valueOf)
                .toList();

        assertThat(Keys.all())
                .hasSameElementsAs(
                        declared.stream().<Key<?>>map(key -> (Key<?>) key).toList());
    }

    @Test
    void everyUncommentedLineOfTheShippedFileIsItsDefault() throws IOException {
        LoadedConfiguration plain = ConfigurationLoader.load(
                new ConfigurationSources(Optional.of(Path.of("config")), java.util.Map.of(), List.of()));
        assertThat(plain.problems(false)).isEmpty();

        Path folder = Files.createTempDirectory("ticketbridge-keys");
        Path copy = folder.resolve(ConfigurationSources.FILE_NAME);
        try {
            Files.writeString(copy, Files.readString(FILE).replaceAll("(?m)^#(ticketbridge\\.[^=]+=.+)$", "$1"));
            LoadedConfiguration spelledOut = ConfigurationLoader.load(
                    new ConfigurationSources(Optional.of(folder), java.util.Map.of(), List.of()));

            assertThat(spelledOut.problems(false)).isEmpty();
            assertThat(spelledOut.effective().stream()
                            .filter(value -> value.origin().words().startsWith(folder.toString())))
                    .hasSize((int) Keys.all().stream()
                            .filter(key -> key.defaultText()
                                    .filter(text -> !text.isEmpty())
                                    .isPresent())
                            .count());
        } finally {
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }

    private static Object valueOf(java.lang.reflect.Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Every key of Ticketbridge with its default. Take the # away in front of a key to set it.
                #
                # Command line (--set KEY=VALUE) beats environment (TICKETBRIDGE_HTTP_PORT for ticketbridge.http.port) beats this file beats
                # the default. Durations: 500ms, 20s, 10m, 24h, 7d. Sizes: 512KiB, 1MiB. Relative paths start at the working directory;
                # <config> is the folder of this file, <data.dir> and <base-url> are the values of those keys.
                # Secrets are better kept in the environment or in a file of their own, named by the -file key.
                """);
        Set<String> groups = new HashSet<>();
        for (Key<?> key : Keys.all()) {
            String group = key.name().substring(0, key.name().indexOf('.'));
            text.append(groups.add(group) ? "\n# ---- " + group + " ----\n\n" : "\n");
            String none = key.defaultText().isEmpty() ? ", not set by default" : "";
            text.append("# ")
                    .append(key.meaning())
                    .append(" [")
                    .append(key.unit())
                    .append(none)
                    .append("]\n");
            text.append('#')
                    .append(key.fullName())
                    .append('=')
                    .append(key.defaultText().orElse(""))
                    .append('\n');
        }
        return text.toString();
    }
}
