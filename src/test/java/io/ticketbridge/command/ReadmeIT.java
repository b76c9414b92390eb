package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.ticketbridge.sandbox.CreatedTicket;
import io.ticketbridge.sandbox.Sandbox;
import io.ticketbridge.sandbox.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README and the page about doors tell a reader to type, in their order, in a copy of what the build
 * makes. Other ports, a password, and a stand-in upstream are all that differs. A command that is not in the list here
 * fails the build.
 */
class ReadmeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "Sommer-2026";

    private final List<Step> steps = List.of(
            new Step("./ticketbridge demo", this::showsEachSampleWhereItShouldBe),
            new Step("./mvnw -B -ntp verify", ReadmeIT::isWhatContinuousIntegrationBeginsWith),
            new Step("./ticketbridge account add ida", this::addsTheAccount),
            new Step("./ticketbridge check --sandbox", prints("Nothing is wrong.")),
            new Step("./ticketbridge run --sandbox", this::starts),
            new Step("export TICKETBRIDGE_SOCIALBOARDS_CLIENT_ID=...", this::remembers),
            new Step("export TICKETBRIDGE_SOCIALBOARDS_REFRESH_TOKEN=...", this::remembers),
            new Step("./ticketbridge check --online", prints("token and list call are fine", "Nothing is wrong.")),
            new Step("./ticketbridge run", this::starts),
            new Step("curl -i -u ida:PASSWORD", delivers("Faktura mangler KID", "HTTP/1.1 200", "\"status\":\"open\"")),
            new Step("curl http://127.0.0.1:8080/openapi.json", prints("\"openapi\"")),
            new Step("cat > tickets.csv <<'END'", prints()),
            new Step("cp tickets.csv data/inbox/.tickets.csv", prints()),
            new Step("mv data/inbox/.tickets.csv data/inbox/tickets.csv", delivers("Ødelagt skjerm")),
            new Step("./ticketbridge import tickets.csv --dry-run", prints("row", "already in the ledger: ")),
            new Step("./ticketbridge import tickets.csv --wait", prints("1 rows: 1 delivered")),
            new Step("printf 'Saksnr;Emne;Beskrivelse", prints()),
            new Step(
                    "./ticketbridge import eksport.csv --suggest-columns",
                    prints("eksport.csv.columns.yaml: written", "application_id has no source")),
            new Step("cat > eksport.csv.columns.yaml <<'END'", prints()),
            new Step("./ticketbridge import eksport.csv --dry-run", prints("1 rows, 1 valid")),
            new Step(
                    "./ticketbridge import eksport.csv --wait",
                    delivers("Hvor er den?\\n\\nRingt", "1 rows: 1 delivered")),
            new Step("{ echo application_id,subject,message; seq 1200", prints()),
            new Step(
                    "./ticketbridge import backlog.csv --dry-run",
                    prints("rows 1-1200: would be sent to live, application 42", "1200 rows, 1200 valid")),
            new Step(
                    "./ticketbridge import backlog.csv --yes --first 5",
                    delivers("Old case 1", "5 delivered", "1195 waiting", "to go on: ./ticketbridge batch resume")),
            new Step("./ticketbridge batch list", prints("backlog.csv", "paused")),
            new Step("./ticketbridge batch resume backlog.csv", prints("goes on; the bridge that runs works on it")),
            new Step("./ticketbridge status --batch backlog.csv --watch", prints("done, 1200 rows: 1200 delivered")),
            new Step("java -cp target/ticketbridge.jar docs/SendTicket.java", delivers("Lader ikke", "sent")),
            new Step("./ticketbridge status ", prints("delivered", "possible doubles: 0")),
            new Step("./ticketbridge status --json", prints("{\"states\":{\"accepted\":0")),
            new Step("./ticketbridge tickets --parked", prints("no such ticket")),
            new Step("./ticketbridge explain A-1001", prints("delivered", "by the door file")),
            new Step("./ticketbridge replay --state rejected", this::findsNothingToReplay),
            new Step("./ticketbridge audit verify", prints("whole: records 1 to ")),
            new Step("curl http://127.0.0.1:8081/observe/health/ready", prints("\"status\":\"UP\"")),
            new Step("curl http://127.0.0.1:8081/observe/metrics", prints("ticketbridge_accepted_total")),
            new Step("tail -n 1 data/audit/audit-", prints("\"hash\":")),
            new Step("./mvnw -B -ntp -Pbench", ReadmeIT::isWhatContinuousIntegrationDoesQuickly),
            new Step("cp routes/examples/partner-folder.camel.yaml routes/", prints()),
            new Step("./ticketbridge run --sandbox", this::starts),
            new Step("printf '{\"application_id\":\"42\"", prints()),
            new Step("mv data/partner/.p1 data/partner/p1.json", prints()),
            new Step("./ticketbridge explain P-1", this::explainsInTheEnd));

    private final Map<String, String> environment = new HashMap<>();
    private final List<Program> running = new ArrayList<>();

    @TempDir
    private Path scratch;

    private InstalledCopy installed;
    private Sandbox upstream;

    private record Step(String beginning, Doing doing) {}

    private interface Doing {
        void with(String command) throws Exception;
    }

    @BeforeEach
    void install() throws IOException {
        installed = new InstalledCopy(scratch.resolve("ticketbridge"), "config", "routes", "docs");
        upstream = Sandbox.start("127.0.0.1", 0, SandboxOptions.defaults());
        environment.put("TICKETBRIDGE_HTTP_PORT", freePort());
        environment.put("TICKETBRIDGE_MANAGEMENT_PORT", freePort());
        environment.put("TICKETBRIDGE_QUEUE_PORT", freePort());
        environment.put("TICKETBRIDGE_SOCIALBOARDS_BASE_URL", upstream.uri().toString());
        environment.put("JAVA_OPTS", "-Xshare:off"); // no archive in the making when the folder is deleted
        environment.put(
                "PATH", Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH"));
    }

    @AfterEach
    void remove() throws IOException {
        running.forEach(Program::close);
        upstream.close();
        installed.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandDoesWhatTheTextSays() throws IOException {
        List<String> commands = new ArrayList<>(ShellBlocks.commands(Path.of("README.md")));
        commands.addAll(ShellBlocks.commands(Path.of("docs/your-own-door.md")));
        assertThat(commands)
                .as("each command has its step in this test, in the order of the documents")
                .zipSatisfy(steps, (command, step) -> assertThat(command).startsWith(step.beginning()));
        return Stream.iterate(0, i -> i < commands.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(
                        commands.get(i), () -> steps.get(i).doing().with(commands.get(i))));
    }

    private static void isWhatContinuousIntegrationBeginsWith(String command) throws IOException {
        assertThat(Files.readAllLines(Path.of(".ci/run")))
                .filteredOn(line -> line.startsWith("./"))
                .first()
                .isEqualTo(command);
    }

    /** All of it takes minutes; its quick form takes the same way. */
    private static void isWhatContinuousIntegrationDoesQuickly(String command) throws IOException {
        assertThat(Files.readAllLines(Path.of(".ci/run")))
                .contains(command.replace(" verify", " -Dbench.quick verify"));
    }

    private Doing prints(String... texts) {
        return command -> {
            String output = output(command);
            assertThat(texts).allSatisfy(text -> assertThat(output).contains(text));
        };
    }

    private Doing delivers(String title, String... texts) {
        return command -> {
            prints(texts).with(command);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(upstream.tickets())
                    .extracting(CreatedTicket::json)
                    .anyMatch(json -> json.contains(title)));
        };
    }

    private void addsTheAccount(String command) throws Exception {
        assertThat(output("echo " + PASSWORD + " | " + command)).contains("API key, shown this once: ");
    }

    private void remembers(String command) {
        String name = command.substring("export ".length(), command.indexOf('='));
        environment.put(name, "as-in-the-readme");
    }

    /** The bridge that ran before is stopped: there is one for a data folder. */
    private void starts(String command) throws Exception {
        for (Program program : running) {
            program.terminate();
            assertThat(program.awaitExit()).as(program.err()).isZero();
        }
        running.clear();
        Program program = start("exec " + command);
        running.add(program);
        program.awaitOut("ticketbridge ready in ");
    }

    private void explainsInTheEnd(String command) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(output(command)).contains("by the door partner"));
    }

    private void showsEachSampleWhereItShouldBe(String command) throws Exception {
        prints(
                        "ticketbridge ready in",
                        "Levering til Ålesund",
                        "12 delivered, and the sandbox has 12 tickets; all as it should be.")
                .with(command);
    }

    private void findsNothingToReplay(String command) throws Exception {
        try (Program program = start(command)) {
            assertThat(program.awaitExit()).as(program.err()).isEqualTo(1);
        }
    }

    private String output(String command) throws Exception {
        if (command.startsWith("curl ")) {
            assumeThat(Stream.of(environment.get("PATH").split(File.pathSeparator)))
                    .as("curl is installed")
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        }
        try (Program program = start(command)) {
            assertThat(program.awaitExit()).as(program.out() + program.err()).isZero();
            return program.out();
        }
    }

    /** As a script of its own: a process's arguments hold no Norwegian letters where the locale has none. */
    private Program start(String command) throws IOException {
        Path script = Files.createTempFile(scratch, "command", ".sh");
        Files.writeString(
                script,
                command.replace("127.0.0.1:8080", "127.0.0.1:" + environment.get("TICKETBRIDGE_HTTP_PORT"))
                        .replace("127.0.0.1:8081", "127.0.0.1:" + environment.get("TICKETBRIDGE_MANAGEMENT_PORT"))
                        .replace("127.0.0.1:61616", "127.0.0.1:" + environment.get("TICKETBRIDGE_QUEUE_PORT"))
                        .replace("PASSWORD", PASSWORD));
        return Program.start(installed.home(), environment, List.of("sh", script.toString()));
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
