package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.sandbox.Endpoint;
import io.ticketbridge.sandbox.Fault;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckAndAccountTest {

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), "applications:\n  default: {}\n");
        Files.writeString(
                folder.resolve("application.properties"), "ticketbridge.socialboards.refresh-token=canary-77aa\n");
        Files.writeString(Files.createDirectories(folder.resolve("routes")).resolve("x.camel.yaml"), "[]");
    }

    private Console check(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "check";
        arguments[1] = "--routes";
        arguments[2] = folder.resolve("routes").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Console.runIn(folder, arguments);
    }

    @Test
    void printsEveryKeyWithItsSourceAndTheTableOfOutcomesAndMasksSecrets() {
        Console console = check("--sandbox", "--set", "retry.park-codes=17");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out())
                .containsPattern("ticketbridge\\.http\\.port +8080 +default")
                .containsPattern("ticketbridge\\.retry\\.park-codes +17 +--set")
                .containsPattern("refresh-token +\\*+ +.*application\\.properties line 1")
                .contains("other 5xx (500, 502, 504): it may have been created")
                .contains("park-codes [17]")
                .contains("accounts: none")
                .contains("x.camel.yaml")
                .endsWith("Nothing is wrong.\n");
        assertThat(console.out() + console.err()).doesNotContain("canary-77aa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit.uri=file,http://127.0.0.1:1/x?authUsername=u&authPassword=canary-77aa",
                "audit.uri=http://u:canary-77aa@127.0.0.1:1/x,http://u:other@127.0.0.1:2/x",
                "ledger.url=jdbc:postgresql://127.0.0.1/x?user=u&password=canary-77aa",
                "ledger.url=jdbc:postgresql://u:canary-77aa@127.0.0.1/x",
                "ledger.url=jdbc:mysql://u:canary-77aa@127.0.0.1/x",
                "queue.broker-url=amqp://u:canary-77aa@h",
                "queue.broker-url=tcp://h:1?user=u&password=canary-77aa",
                "queue.broker-url=http://h:1?password=canary-77aa",
                "socialboards.base-url=https://u:canary-77aa@x.y",
                "socialboards.token-url=https://x.y/?access_token=canary-77aa"
            })
    void secretsInUrlsAreInNoOutputAlsoWhereTheUrlIsRefused(String set) {
        Console console = check("--sandbox", "--set", set);

        assertThat(console.out()).contains("********");
        assertThat(console.out() + console.err()).doesNotContain("canary-77aa");
    }

    @Test
    void listsAllThatIsWrongAndExits2() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), "applications:\n  default: { sentiment: furious }\n");
        Files.writeString(folder.resolve("accounts.properties"), "user.web.nonsense=x\n");
        Files.delete(folder.resolve("routes/x.camel.yaml"));

        Console console = check("--set", "http.port=x", "--set", "http.prot=1");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err().lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("ticketbridge: "))
                .anyMatch(line -> line.contains("ticketbridge.http.port (--set) must be"))
                .anyMatch(line -> line.contains("ticketbridge.http.prot (--set) is no key"))
                .anyMatch(line -> line.contains("ticketbridge.socialboards.client-id is not set"))
                .anyMatch(line -> line.contains("accounts.properties"))
                .anyMatch(line -> line.contains("mapping.yaml"))
                .anyMatch(line -> line.contains("holds no *.camel.yaml file"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    http.host=192.0.2.1           | ticketbridge.http.host is 192.0.2.1, which is no address of this machine: set one that is, such as 127.0.0.1.
                    management.host=192.0.2.1     | ticketbridge.management.host is 192.0.2.1, which is no address of this machine: set one that is, such as 127.0.0.1.
                    audit.uri=file,nosuch:x?y=z   | ticketbridge.audit.uri names the endpoint nosuch:x, but there is no Camel component nosuch: put its jar into lib or correct the name.
                    audit.uri=log:a?x=y,log:a     | ticketbridge.audit.uri names the sink log:a twice; query parameters do not count, so give it another path.
                    socialboards.max-in-flight=251 | ticketbridge.socialboards.max-in-flight (--set) must be a whole number from 1 to 250.
                    """)
    void findsWhatAStartWouldRefuse(String set, String sentence) {
        Console check = check("--sandbox", "--set", "http.allow-plaintext=true", "--set", set);
        Console run = run("--routes", Path.of("routes").toString(), "--set", "http.allow-plaintext=true", "--set", set);

        assertThat(check.err()).isEqualTo("ticketbridge: " + sentence + "\n");
        assertThat(check.out()).endsWith("1 problem, on stderr.\n");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(set.substring(0, set.indexOf('='))).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void findsAnUnusableCertificate() throws IOException {
        Path pem = Files.writeString(folder.resolve("x.pem"), "x");

        Console console =
                check("--sandbox", "--set", "http.tls.certificate-file=" + pem, "--set", "http.tls.key-file=" + pem);

        assertThat(console.err())
                .startsWith("ticketbridge: ticketbridge.http.tls.certificate-file: ")
                .hasLineCount(1);
    }

    @Test
    void namesARoutesFolderThatIsNotThereForCheckAndRun() {
        Path nowhere = folder.resolve("nowhere");
        String sentence =
                "ticketbridge: The routes folder " + nowhere + " is not there: name another with --routes DIR.\n";

        assertThat(Console.runIn(folder, "check", "--sandbox", "--routes", nowhere.toString())
                        .err())
                .isEqualTo(sentence);
        assertThat(run("--routes", nowhere.toString()).err()).isEqualTo(sentence);
    }

    private Console run(String... more) {
        String[] free = {
            "run", "--sandbox", "--set", "http.port=0", "--set", "management.port=0", "--set", "queue.port=off"
        };
        return Console.runIn(
                folder, Stream.concat(Arrays.stream(free), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void onlineGetsATokenAndMakesOneListCallThatCreatesNothing() {
        try (Sandbox upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults())) {
            String base = "socialboards.base-url=" + upstream.uri();
            Console fine = check("--online", "--set", base, "--set", "socialboards.client-id=1");

            assertThat(fine.exitCode()).as(fine.err()).isZero();
            assertThat(fine.out()).contains("upstream: token and list call are fine");
            assertThat(upstream.requestCount(Endpoint.TOKEN)).isEqualTo(1);
            assertThat(upstream.requestCount(Endpoint.LIST)).isEqualTo(1);
            assertThat(upstream.requestCount(Endpoint.TICKETS)).isZero();

            upstream.inject(Fault.status(Endpoint.LIST, 500));
            Console failing = check("--online", "--set", base, "--set", "socialboards.client-id=1");

            assertThat(failing.exitCode()).isEqualTo(2);
            assertThat(failing.err())
                    .startsWith("ticketbridge: The upstream cannot be used: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void addsAnAccountWhoseSecretsAreInNoOutputButTheNewKey() throws IOException {
        Console console = add("secret-4711\n", "--application", "42");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).startsWith("API key, shown this once: ").doesNotContain("secret-4711");
        String apiKey =
                console.out().lines().findFirst().orElseThrow().substring(26).strip();
        assertThat(Files.readString(folder.resolve("accounts.properties")))
                .contains("user.web.applications")
                .doesNotContain("secret-4711")
                .doesNotContain(apiKey);
        assertThat(check("--sandbox").out()).contains("accounts: 1 in");
    }

    @Test
    void keepsTheApiKeyThatItsCallersAlreadyHave() {
        Console console = add("secret-4711\nkey-0815\n", "--api-key-stdin");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).startsWith("Added web to ");
    }

    @Test
    void refusesAnAccountWithoutASecretAndOneThatIsThere() {
        assertThat(add("").err()).isEqualTo("ticketbridge: The first line of standard input must be the password.\n");
        assertThat(add("x\n", "--api-key-stdin").err())
                .isEqualTo("ticketbridge: The second line of standard input must be the API key.\n");
        assertThat(add("x\n").exitCode()).isZero();
        Console again = add("x\n");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("has a user web already").hasLineCount(1);
    }

    @Test
    void refusesAnAccountWhoseEmailNoTicketCouldCarry() {
        Console console = addWith("notamail", "x\n");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo(
                        "ticketbridge: --email must be an e-mail address such as kari@example.no: every ticket of the"
                                + " account would carry it.\n");
        assertThat(folder.resolve("accounts.properties")).doesNotExist();
    }

    private Console add(String input, String... more) {
        return addWith("shop@example.com", input, more);
    }

    private Console addWith(String email, String input, String... more) {
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {"account", "add", "web", "--name", "Web shop", "--email", email}, 0, arguments, 0, 7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return Console.runIn(folder, arguments);
        } finally {
            System.setIn(before);
        }
    }
}
