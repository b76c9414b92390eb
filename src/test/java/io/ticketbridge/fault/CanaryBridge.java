package io.ticketbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The launcher with everything in its environment, secrets too, and its log at DEBUG. */
final class CanaryBridge {

    /** The errorCode that halts the upstream. */
    static final int HALT_CODE = 18;

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Path NO_INPUT = Path.of("/dev/null");

    private final Path folder;
    private final Map<String, String> environment;
    private final URI management;

    /** @param folder the working directory of each process, where its output is too */
    CanaryBridge(Path folder, URI upstream, String refreshToken) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.management = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        this.environment = Map.ofEntries(
                        Map.entry("http.port", "0"),
                        Map.entry("management.port", String.valueOf(management.getPort())),
                        Map.entry("queue.port", "0"),
                        Map.entry(
                                "accounts.file",
                                folder.resolve("accounts.properties").toString()),
                        Map.entry("socialboards.base-url", upstream.toString()),
                        Map.entry("socialboards.client-id", "canary-client"),
                        Map.entry("socialboards.refresh-token", refreshToken),
                        Map.entry("inbox.settle", "200ms"),
                        Map.entry("retry.delay", "100ms"),
                        Map.entry("unknown.settle", "200ms"),
                        Map.entry("retry.halt-codes", String.valueOf(HALT_CODE)))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(entry -> variable(entry.getKey()), Map.Entry::getValue));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -Dticketbridge.log.level=DEBUG");
    }

    private static String variable(String key) {
        return "TICKETBRIDGE_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    URI management() {
        return management;
    }

    BridgeProcess start(String command) throws IOException {
        return start(NO_INPUT, command);
    }

    /** @param command words, and further arguments that may hold spaces */
    private BridgeProcess start(Path input, String command, String... more) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(Path.of("ticketbridge").toAbsolutePath().toString()));
        words.addAll(List.of(command.split(" ")));
        words.addAll(List.of(more));
        return BridgeProcess.start(folder, words, environment, input);
    }

    /** Runs a command to its end. */
    void ends(int exit, String command) throws IOException, InterruptedException {
        ends(exit, NO_INPUT, command);
    }

    void ends(int exit, Path input, String command, String... more) throws IOException, InterruptedException {
        try (BridgeProcess process = start(input, command, more)) {
            assertThat(process.awaitExit(LONGEST))
                    .as(command + ": " + process.log())
                    .isEqualTo(exit);
        }
    }
}
