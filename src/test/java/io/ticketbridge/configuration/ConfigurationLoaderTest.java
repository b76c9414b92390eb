package io.ticketbridge.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private LoadedConfiguration load(String file, String... sets) throws IOException {
        Files.writeString(folder.resolve("application.properties"), file);
        return ConfigurationLoader.load(new ConfigurationSources(Optional.of(folder), environment, List.of(sets)));
    }

    @ParameterizedTest(name = "file {0}, environment {1}, --set {2} gives {3} from {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, 8080, default",
                "1, -, -, 1, line 1",
                "-, 2, -, 2, environment TICKETBRIDGE_HTTP_PORT",
                "-, -, 3, 3, --set",
                "1, 2, -, 2, environment TICKETBRIDGE_HTTP_PORT",
                "1, -, 3, 3, --set",
                "-, 2, 3, 3, --set",
                "1, 2, 3, 3, --set"
            })
    void commandLineBeatsEnvironmentBeatsFileBeatsDefault(
            String file, String variable, String set, int port, String origin) throws IOException {
        if (variable != null) {
            environment.put("TICKETBRIDGE_HTTP_PORT", variable);
        }
        String[] sets = set == null ? new String[0] : new String[] {"http.port=" + set};

        LoadedConfiguration loaded = load(file == null ? "" : "ticketbridge.http.port=" + file, sets);

        assertThat(loaded.settings().get(Keys.HTTP_PORT)).isEqualTo(port);
        assertThat(effective(loaded, Keys.HTTP_PORT).origin().words()).endsWith(origin);
    }

    @Test
    void takesKeysWithAndWithoutPrefixOnTheCommandLineAndTheLastOneCounts() throws IOException {
        LoadedConfiguration loaded = load("", "http.port=1", "ticketbridge.http.port=2", "http.wait = 1m ");

        assertThat(loaded.settings().get(Keys.HTTP_PORT)).isEqualTo(2);
        assertThat(loaded.settings().get(Keys.HTTP_WAIT)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anEmptyEnvironmentVariableCountsAsNotSet() throws IOException {
        environment.put("TICKETBRIDGE_HTTP_PORT", "");

        assertThat(load("").settings().get(Keys.HTTP_PORT)).isEqualTo(8080);
    }

    @Test
    void warnsOfAnEnvironmentVariableThatIsEmpty() throws IOException {
        environment.put("TICKETBRIDGE_HTTP_PORT", " ");
        environment.put("TICKETBRIDGE_HTTP_PROT", "");
        environment.put("SOMETHING_ELSE", "");

        LoadedConfiguration loaded = load("ticketbridge.http.port=1");

        assertThat(loaded.settings().get(Keys.HTTP_PORT)).isEqualTo(1);
        assertThat(loaded.warnings())
                .containsExactly(
                        "The environment variable TICKETBRIDGE_HTTP_PORT is empty and counts as not set: give it a"
                                + " value, or take it away.",
                        "The environment variable TICKETBRIDGE_HTTP_PROT is no key and was ignored; the nearest is"
                                + " TICKETBRIDGE_HTTP_PORT.");
    }

    @Test
    void fillsPlaceholdersAndMakesPathsAbsolute() throws IOException {
        Settings settings = load("", "data.dir=some where", "socialboards.base-url=http://127.0.0.1:9/")
                .settings();

        Path data = Path.of("some where").toAbsolutePath();
        assertThat(settings.get(Keys.INBOX_DIR)).isEqualTo(data.resolve("inbox"));
        assertThat(settings.get(Keys.LEDGER_URL)).isEqualTo("jdbc:sqlite:" + data + "/ledger.db");
        assertThat(settings.get(Keys.SOCIALBOARDS_TOKEN_URL)).isEqualTo(URI.create("http://127.0.0.1:9/token"));
        assertThat(settings.get(Keys.MAPPING_FILE)).isEqualTo(folder.resolve("mapping.yaml"));
        assertThat(settings.get(Keys.ACCOUNTS_FILE)).isEqualTo(folder.resolve("accounts.properties"));
    }

    @Test
    void readsPropertiesAsJavaDoesAndKeepsTheLine() throws IOException {
        LoadedConfiguration loaded = load("""
                \uFEFF# a comment that ends in a backslash \\
                ! another

                ticketbridge.http.host : 127.0.0.\\
                    2
                ticketbridge.socialboards.community = \\u00C5s & Æ\s\s
                ticketbridge.http.port=x
                """);

        assertThat(effective(loaded, Keys.HTTP_HOST).shown()).contains("127.0.0.2");
        assertThat(effective(loaded, Keys.SOCIALBOARDS_COMMUNITY).shown()).contains("Ås & Æ");
        assertThat(loaded.problems(false))
                .containsExactly("ticketbridge.http.port (" + folder.resolve("application.properties")
                        + " line 7) must be a whole number from 0 to 65535.");
    }

    @Test
    void neverShowsASecretOrHandsItToRoutes() throws IOException {
        LoadedConfiguration loaded = load("ticketbridge.socialboards.refresh-token=canary-5e1f");

        assertThat(loaded.settings().get(Keys.SOCIALBOARDS_REFRESH_TOKEN)).isEqualTo("canary-5e1f");
        assertThat(loaded.effective().toString()).doesNotContain("canary-5e1f").contains("********");
        assertThat(loaded.asCamelProperties())
                .doesNotContainKey("ticketbridge.socialboards.refresh-token")
                .containsEntry("ticketbridge.http.port", "8080")
                .containsEntry(
                        "ticketbridge.inbox.dir",
                        Path.of("data/inbox").toAbsolutePath().toString());
    }

    @Test
    void aSecretInAUrlReachesTheRoutesAndIsNotShown() throws IOException {
        LoadedConfiguration loaded = load("", "queue.broker-url=amqp://u:canary-5e1f@h");

        assertThat(effective(loaded, Keys.QUEUE_BROKER_URL).shown()).contains("amqp://u:********@h");
        assertThat(loaded.asCamelProperties()).containsEntry("ticketbridge.queue.broker-url", "amqp://u:canary-5e1f@h");
    }

    @Test
    void warnsOfAnUnknownEnvironmentVariableAndOfASecretOnTheCommandLine() throws IOException {
        environment.put("TICKETBRIDGE_HTTP_PROT", "1");

        LoadedConfiguration loaded = load("", "socialboards.refresh-token=x");

        assertThat(loaded.problems(false)).isEmpty();
        assertThat(loaded.warnings())
                .containsExactly(
                        "The environment variable TICKETBRIDGE_HTTP_PROT is no key and was ignored; the nearest is"
                                + " TICKETBRIDGE_HTTP_PORT.",
                        "ticketbridge.socialboards.refresh-token was given with --set, where every user of this machine"
                                + " can read it: use the environment or a -file key.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    http.prot=1                      | ticketbridge.http.prot (--set) is no key; the nearest is ticketbridge.http.port.
                    http.port                        | --set must be KEY=VALUE, such as --set http.port=8090.
                    http.port=65536                  | ticketbridge.http.port (--set) must be a whole number from 0 to 65535.
                    http.port=                       | ticketbridge.http.port (--set) must be a whole number from 0 to 65535.
                    http.host=                       | ticketbridge.http.host (--set) must not be empty.
                    http.wait=soon                   | ticketbridge.http.wait (--set) must be a duration such as 20s, 5m or 24h.
                    http.wait=-1s                    | ticketbridge.http.wait (--set) must be a duration such as 20s, 5m or 24h.
                    http.waiters=0                   | ticketbridge.http.waiters (--set) must be a whole number from 1 to 2147483647.
                    http.max-body=1MB                | ticketbridge.http.max-body (--set) must be a size such as 512KiB or 1MiB.
                    http.max-body=99999999999999GiB  | ticketbridge.http.max-body (--set) must be a size such as 512KiB or 1MiB.
                    http.when-open=201               | ticketbridge.http.when-open (--set) must be 200 or 202 or 503.
                    http.fallback-charset=nope       | ticketbridge.http.fallback-charset (--set) must be a charset such as windows-1252.
                    http.allow-plaintext=yes         | ticketbridge.http.allow-plaintext (--set) must be true or false.
                    queue.port=none                  | ticketbridge.queue.port (--set) must be a whole number from 0 to 65535.
                    socialboards.max-in-flight=251   | ticketbridge.socialboards.max-in-flight (--set) must be a whole number from 1 to 250.
                    socialboards.rate-limit=10       | ticketbridge.socialboards.rate-limit (--set) must be off or a count a time such as 10/1s.
                    socialboards.base-url=nope       | ticketbridge.socialboards.base-url (--set) must be a URL such as https://api.example.com.
                    socialboards.base-url=http://a.b | ticketbridge.socialboards.base-url (--set) must be https; http is for loopback addresses only.
                    socialboards.base-url=https://u:p@a.b | ticketbridge.socialboards.base-url (--set) must have no user info, query or fragment.
                    mode.test=live                   | ticketbridge.mode.test (--set) must be reject or sandbox.
                    retry.retry-codes=a              | ticketbridge.retry.retry-codes (--set) must be a whole number from -2147483648 to 2147483647.
                    retry.halt-codes=-1              | ticketbridge.retry.halt-codes names -1, which means success.
                    socialboards.deadline=5s         | ticketbridge.socialboards.deadline must be longer than ticketbridge.socialboards.connect-timeout.
                    retry.max-delay=1s               | ticketbridge.retry.max-delay must not be shorter than ticketbridge.retry.delay.
                    retry.delay=0s                   | ticketbridge.retry.delay must be longer than 0s.
                    unknown.probes=1                 | ticketbridge.unknown.probes must be 2 or more: one listing may be behind the truth.
                    ledger.url=jdbc:mysql://x        | ticketbridge.ledger.url must start with jdbc:sqlite: or jdbc:postgresql:.
                    ledger.url=jdbc:postgresql://u:p@h/x | ticketbridge.ledger.url must have no user info: set ticketbridge.ledger.user and ticketbridge.ledger.password-file.
                    queue.broker-url=http://x        | ticketbridge.queue.broker-url must be embedded, tcp://host:port, amqp://host:port or amqps://host:port.
                    queue.broker-url=amqp://u:p@h    | ticketbridge.queue.broker-url must have no user info: set ticketbridge.queue.user and ticketbridge.queue.password-file.
                    http.port=8081                   | ticketbridge.http.port is 8081, which another part of the bridge has: give each its own port, or 0 for a free one.
                    queue.port=8080                  | ticketbridge.queue.port is 8080, which another part of the bridge has: give each its own port, or 0 for a free one.
                    """)
    void aWrongValueStopsTheStartWithOneSentenceThatNamesTheKey(String set, String sentence) throws IOException {
        LoadedConfiguration loaded = load("", set);

        assertThat(loaded.problems(false)).startsWith(sentence);
        assertThatThrownBy(loaded::settings)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, false", "192.168.1.2, false", "example.com, false", "127.0.0.2, true", "::1, true"})
    void offLoopbackTheRestDoorNeedsTlsOrTheExplicitKey(String host, boolean allowed) throws IOException {
        assertThat(load("", "http.host=" + host).problems(false).isEmpty()).isEqualTo(allowed);
        assertThat(load("", "http.host=" + host, "http.allow-plaintext=true").problems(false))
                .isEmpty();
    }

    @Test
    void aCertificateAndItsKeyGoTogetherAndMustBeReadable() throws IOException {
        Path certificate = Files.writeString(folder.resolve("cert.pem"), "x");

        assertThat(load("", "http.host=0.0.0.0", "http.tls.certificate-file=" + certificate)
                        .problems(false))
                .containsExactly(
                        "ticketbridge.http.tls.key-file must be set when ticketbridge.http.tls.certificate-file"
                                + " is.");
        assertThat(load(
                                "",
                                "http.host=0.0.0.0",
                                "http.tls.certificate-file=" + certificate,
                                "http.tls.key-file=" + folder.resolve("none"))
                        .problems(false))
                .containsExactly("ticketbridge.http.tls.key-file names " + folder.resolve("none")
                        + ", which is no readable file.");
    }

    @Test
    void liveDeliveryNamesTheCredentialsItLacks() throws IOException {
        LoadedConfiguration without = load("");

        assertThat(without.settings()).isNotNull();
        assertThatThrownBy(without::liveSettings)
                .hasMessageStartingWith("ticketbridge.socialboards.client-id is not set");
        assertThat(without.problems(true)).hasSize(2);
        assertThat(load("", "socialboards.client-id=1", "socialboards.refresh-token=2")
                        .liveSettings())
                .isNotNull();
    }

    @Test
    void tellsTheTwoLinesThatSetOneKeyTwice() throws IOException {
        assertThat(load("ticketbridge.http.port=1\n\nticketbridge.http.port=2").problems(false))
                .containsExactly("ticketbridge.http.port is set twice in " + folder.resolve("application.properties")
                        + ", in lines 1 and 3: remove one.");
    }

    @Test
    void refusesAFileThatIsNotUtf8AndAFolderThatIsNotThere() throws IOException {
        Path file = folder.resolve("application.properties");
        Files.write(file, new byte[] {'a', '=', (byte) 0xE6});
        assertThat(ConfigurationLoader.load(new ConfigurationSources(Optional.of(folder), Map.of(), List.of()))
                        .problems(false))
                .containsExactly(file + " is not UTF-8: save it as UTF-8.");

        Path nowhere = folder.resolve("nowhere");
        assertThat(ConfigurationLoader.load(new ConfigurationSources(Optional.of(nowhere), Map.of(), List.of()))
                        .problems(false))
                .containsExactly(
                        "The configuration folder " + nowhere + " does not exist: name another with --config DIR.");
    }

    @Test
    void theFirstOfSeveralProblemsSaysThatThereAreMore() throws IOException {
        assertThatThrownBy(load("", "http.port=x", "http.wait=x")::settings)
                .hasMessage("ticketbridge.http.port (--set) must be a whole number from 0 to 65535. (One of 2 problems;"
                        + " check lists them all.)");
    }

    private static Effective effective(LoadedConfiguration loaded, Key<?> key) {
        return loaded.effective().stream()
                .filter(value -> value.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
