package io.ticketbridge.fault;

import io.ticketbridge.account.AccountFile;
import io.ticketbridge.ledger.Ledger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything of one packaged bridge that outlives its processes: configuration, data folder, and what it is told. */
final class BridgeHome {

    static final String USER = "ida";
    static final String PASSWORD = "blåbær";

    private static final List<String> QUICK = List.of(
            "http.port=0",
            "http.wait=2s",
            "management.port=0",
            "queue.port=0",
            "inbox.settle=200ms",
            "socialboards.client-id=test-client",
            "socialboards.refresh-token=test-refresh-token",
            "socialboards.connect-timeout=1s",
            "socialboards.deadline=2s",
            "retry.delay=100ms",
            "retry.max-delay=1s",
            "unknown.settle=200ms");

    private final Path folder;

    /** @param more settings in the form of {@code --set} */
    BridgeHome(Path folder, URI upstream, String... more) throws IOException {
        this.folder = folder;
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.copy(Path.of("config/mapping.yaml"), config.resolve("mapping.yaml"));
        new AccountFile(config.resolve("accounts.properties"))
                .add(
                        new AccountFile.NewAccount(USER, "Ida", "ida@example.org", Optional.empty(), List.of()),
                        PASSWORD,
                        AccountFile.newApiKey());
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.of(QUICK, List.of("data.dir=" + data(), "socialboards.base-url=" + upstream), List.of(more))
                .flatMap(List::stream)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> settings.put("ticketbridge." + setting[0], setting[1]));
        Files.write(
                config.resolve("application.properties"),
                settings.entrySet().stream().map(Map.Entry::toString).toList());
    }

    /** Starts the packaged bridge. @param routes its folder of routes */
    BridgeProcess start(Path routes) throws IOException {
        return start(routes, 256);
    }

    private BridgeProcess start(Path routes, int heapMegabytes) throws IOException {
        return BridgeProcess.start(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dticketbridge.home=" + Path.of("").toAbsolutePath(),
                        "-jar",
                        Path.of("target", "ticketbridge.jar").toAbsolutePath().toString(),
                        "run",
                        "--config",
                        folder.resolve("config").toString(),
                        "--routes",
                        routes.toAbsolutePath().toString()));
    }

    BridgeProcess start(int heapMegabytes) throws IOException {
        return start(Path.of("routes"), heapMegabytes);
    }

    BridgeProcess start() throws IOException {
        return start(Path.of("routes"));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path inbox() {
        return inbox(folder);
    }

    static Path inbox(Path folder) {
        return folder.resolve("data").resolve("inbox");
    }

    /** The embedded ledger, to be opened while no bridge runs. */
    Ledger.Location ledger() {
        return new Ledger.Location(
                "jdbc:sqlite:" + data().resolve("ledger.db"), Optional.empty(), Optional.empty(), data());
    }
}
